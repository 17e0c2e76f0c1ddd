import type { KillDetection, KillEntry, KillMatrix } from '../../src/types/report.ts';

const detection = (cases: readonly (number | null)[], column: string): KillDetection => {
  const found = cases.filter((count) => count !== null).sort((a, b) => a - b);
  const missed = cases.length - found.length;
  return {
    cases,
    median: found[1] ?? null,
    worst: missed === 0 ? (found.at(-1) ?? null) : null,
    missed,
    first: found.length === 0 ? {} : { [column]: found.length },
  };
};

const uphill: KillEntry = {
  name: 'ascent',
  modelledOn: 'slip: the sign',
  refutedAfter: { finite: null, 'small-step': 1, odd: 12 },
  measured: ['odd'],
  detection: detection([1, 1, 3, 2], 'small-step'),
  withoutLaws: 2,
  signs: {
    suspicions: ['ignores-gradient'],
    called: 'ascent',
    unnamed: null,
    hiddenBy: 'effective: { share: 0.9 }',
  },
  minimal: {
    column: 'small-step',
    sentence: 'on quadratic from θ = [1], η = 1: step 0 goes uphill: yᵀΔθ = −1',
    case: {
      loss: { family: 'quadratic', parameters: { spectrum: [1] } },
      theta: [1],
      stepSize: 1,
      steps: 1,
      seed: -3,
      hyperparameters: { momentum: 0.9 },
      derived: { dimension: 1, margin: Number.NEGATIVE_INFINITY },
    },
    again: 'npx natgrad-check verify --banks ascent --seed 5',
  },
};

/** A rule that all seeds detect, one that some miss, one that nothing refutes, and a metric. */
export const syntheticKillMatrix: KillMatrix = {
  seeds: [5, 6, 7, 8],
  casesPerColumn: 1000,
  casesToDetect: 500,
  casesWithoutLaws: 130,
  banks: [
    {
      bank: 'rules',
      noun: 'wrong rules',
      columns: [
        { id: 'finite', layer: 'form', claim: 'Δθ is finite.', idle: 'nothing overflows' },
        { id: 'small-step', layer: 'descent', claim: 'Small steps go down.' },
        { id: 'odd', layer: 'laws', claim: 'Δθ(−θ) = −Δθ(θ).' },
        { id: 'agrees-with-reference', layer: 'agreement', claim: 'Δθ is that of the right rule.' },
      ],
      entries: [
        uphill,
        {
          name: 'adam-epsilon-inside-root',
          modelledOn: 'a published bug',
          against: 'adam',
          refutedAfter: { finite: null, odd: null, 'agrees-with-reference': 120 },
          measured: [],
          detection: detection([120, null, 77, 300], 'agrees-with-reference'),
          withoutLaws: null,
          signs: { suspicions: [], called: null, unnamed: null, hiddenBy: null },
          minimal: { ...uphill.minimal!, column: 'agrees-with-reference' },
        },
        {
          name: 'right-after-all',
          modelledOn: 'nothing that is wrong',
          refutedAfter: { finite: null, 'small-step': null, odd: null },
          measured: [],
          detection: detection([null, null, null, null], ''),
          withoutLaws: null,
          signs: { suspicions: [], called: null, unnamed: null },
          minimal: null,
        },
      ],
      curve: {
        cases: [
          { cases: 1, share: 1 / 6 },
          { cases: 300, share: 7 / 12 },
        ],
        seconds: [
          { seconds: 0.001, share: 1 / 6 },
          { seconds: 0.25, share: 7 / 12 },
        ],
      },
    },
    {
      bank: 'metrics',
      noun: 'wrong metrics',
      columns: [{ id: 'P3-maps', claim: 'M g = y.' }],
      entries: [
        {
          name: 'broyden-update',
          modelledOn: 'Broyden (1965)',
          refutedAfter: { 'P3-maps': 2 },
          measured: [],
          detection: detection([1, 1, 1, 1], 'P3-maps'),
          minimal: {
            column: 'P3-maps',
            sentence: '',
            case: '{"g":[1,0],"y":[1,1]}',
            again: 'npx natgrad-check verify --banks broyden-update --seed 5',
          },
        },
      ],
      curve: { cases: [{ cases: 1, share: 1 }], seconds: [{ seconds: 0.002, share: 1 }] },
    },
  ],
};

/** A matrix of 40 columns and 60 rows, which no screen holds at once. */
export const wideKillMatrix = (): KillMatrix => {
  const layers = ['form', 'descent', 'laws', 'agreement'] as const;
  const columns = Array.from({ length: 40 }, (_, i) => ({
    id: `invariant-under-transformation-${i}`,
    layer: layers[Math.floor(i / 10)] ?? 'laws',
    claim: `Law ${i} holds.`,
  }));
  const entries = Array.from({ length: 60 }, (_, row) => ({
    ...uphill,
    name: `rule-with-a-mistake-of-its-own-${row}`,
    refutedAfter: Object.fromEntries(
      columns.flatMap(({ id }, i) =>
        (row + i) % 5 === 0 ? [] : [[id, (row * i) % 3 === 0 ? null : 7 ** ((row + i) % 4)]],
      ),
    ),
    measured: columns.slice(30).map(({ id }) => id),
  }));
  const banks = syntheticKillMatrix.banks.map((bank, i) => (i === 0 ? { ...bank, columns, entries } : bank));
  return { ...syntheticKillMatrix, banks };
};

/** The same with each text in it replaced, but for the layers. */
export const killMatrixWithTexts = (matrix: KillMatrix, replace: (text: string) => string): KillMatrix => ({
  ...matrix,
  banks: matrix.banks.map((bank) => ({
    ...bank,
    bank: replace(bank.bank),
    noun: replace(bank.noun),
    columns: bank.columns.map((column) => ({ ...column, claim: replace(column.claim) })),
    entries: bank.entries.map((entry) => ({
      ...entry,
      name: replace(entry.name),
      modelledOn: replace(entry.modelledOn),
      ...(entry.signs && {
        signs: {
          suspicions: entry.signs.suspicions.map(replace),
          called: replace(entry.signs.called ?? ''),
          unnamed: replace(entry.signs.unnamed ?? ''),
          hiddenBy: replace(entry.signs.hiddenBy ?? ''),
        },
      }),
      minimal: entry.minimal && {
        ...entry.minimal,
        sentence: replace(entry.minimal.sentence),
        case: typeof entry.minimal.case === 'string' ? replace(entry.minimal.case) : entry.minimal.case,
        again: replace(entry.minimal.again),
      },
    })),
  })),
});
