import type { Counterexample, Report, TrajectoryRow } from '../../src/types/report.ts';
import { syntheticReport } from './syntheticReport.ts';

const odd = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  5e-324,
  1.7976931348623157e308,
];

const rows = (length: number, dimension: number, value: number): readonly TrajectoryRow[] =>
  Array.from({ length }, (_, step) => {
    const entries = Array.from({ length: dimension }, () => value);
    return {
      step,
      theta: entries,
      gradient: entries,
      y: entries,
      delta: entries,
      loss: value,
      lossAfter: value,
      angle: null,
      conditionNumber: null,
      smallestEigenvalue: null,
      largestEigenvalue: null,
      margin: null,
    };
  });

/** Counterexamples that are valid and strange: without a run, with a long one, of extreme and missing figures. */
const variants = (found: Counterexample): readonly Counterexample[] => {
  const derived = { psi: 3, step: null, text: 'words', flag: true, list: ['a', 1], none: [], vector: odd };
  const [first, others] = [found.trajectory[0]!, found.trajectory.slice(1)];
  return [
    { ...found, trajectory: [], minimal: { ...found.minimal, derived }, irrelevant: [] },
    { ...found, trajectory: [], minimal: { ...found.minimal, derived: { psi: 1 } } },
    ...odd.map((value) => ({ ...found, trajectory: rows(40, 30, value) })),
    {
      ...found,
      trajectory: [{ ...first, angle: Math.PI / 2, margin: -1 }],
      minimal: { ...found.minimal, theta: odd },
    },
    { ...found, trajectory: [{ ...first, angle: 0, delta: first.y }] },
    { ...found, trajectory: [{ ...first, angle: 1, delta: [0, 0] }, ...others] },
    { ...found, trajectory: [{ ...first, angle: 1, delta: [1] }] },
    {
      ...found,
      trajectory: [{ ...first, margin: null }, ...others.map((row) => ({ ...row, margin: Number.NaN }))],
    },
    { ...found, minimal: { ...found.minimal, derived: {} }, trajectory: [first, ...others] },
  ];
};

/** A report whose every value is valid and strange: for the tests that no renderer trips. */
export const oddReport = (): Report => {
  const report = syntheticReport(5);
  const counterexamples = Object.fromEntries(
    variants(Object.values(report.counterexamples)[0]!).map((variant, i) => [
      `counterexamples/odd-${i}.json`,
      variant,
    ]),
  );
  const paths = ['counterexamples/gone.json', ...Object.keys(counterexamples)];
  const { source, ...bare } = report.rules[0]!;
  const { statistics } = bare;
  return {
    ...report,
    environment: {
      ...report.environment,
      interrupted: 'Ctrl-C',
      incomplete: 'incomplete: part 2 of 3 missing',
      cases: [null],
      command: ["it's", 'a b'],
      versions: {},
    },
    seed: -0,
    durationMs: Number.NaN,
    rules: [
      {
        ...bare,
        verdict: 'falsified',
        checks: [
          ...odd.map((worstMargin, i) => ({
            ...bare.checks[i]!,
            worstMargin,
            residualRisk: worstMargin,
            required: i % 2 === 0,
            verdict: (['falsified', 'vacuous', 'inconclusive'] as const)[i % 3]!,
            cases: 0,
            counterexamples: paths,
          })),
        ],
        traits: [
          {
            id: 'odd',
            claimed: true,
            observed: 'no',
            cases: 1,
            counterexample: 'counterexamples/odd-0.json',
          },
          { id: 'even', claimed: false, observed: 'undecided', cases: 0 },
        ],
        statistics: {
          ...statistics,
          steps: 0,
          angles: { edges: [], counts: [] },
          largestAngle: null,
          largestConditionNumber: Number.POSITIVE_INFINITY,
          losses: [],
        },
        coverage: [],
      },
      {
        ...bare,
        verdict: 'vacuous',
        checks: [],
        traits: [],
        ...(source !== undefined && { source }),
        statistics: {
          ...statistics,
          largestAngle: Number.NaN,
          largestConditionNumber: null,
          steps: 0,
          frontier: [],
          degradation: [],
          windows: [],
          blocks: [],
          heatMap: [],
          losses: [],
          angles: { edges: [0, 1], counts: [0] },
        },
        coverage: [],
      },
    ],
    counterexamples,
    claims: report.claims.map((claim, i) => ({
      ...claim,
      verdict: (['falsified', 'vacuous', 'inconclusive', 'verified'] as const)[i % 4]!,
      worstMargin: odd[i % odd.length]!,
      mutants: i % 2 === 0 ? [] : [{ name: 'survivor', refutedAfter: null }],
    })),
    experiments: [
      {
        id: 'E9',
        title: 'odd',
        numbers: Object.fromEntries(odd.map((value, i) => [`n${i}`, value])),
        series: [
          {
            name: 'odd',
            x: { label: 'x', values: odd },
            y: { label: 'y', log: true, values: odd },
          },
        ],
      },
    ],
    codeCoverage: { lines: Number.NaN, branches: 0, functions: 100, statements: 1 / 3 },
  };
};
