import fc from 'fast-check';
import { lackingCases } from '../../src/campaign/rounds.ts';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { casesForRisk } from '../../src/verdict/verdict.ts';

interface Case {
  /** The risk that is asked for. */
  readonly risk: number;
  /** Share of decided cases that fail, the risk at least. */
  readonly rate: number;
  /** Share of cases that are decided. */
  readonly decided: number;
}

type Counts = Parameters<typeof lackingCases>[0];

/** What ends a run. */
interface Rule {
  /** Cases that are run at first, and have to be decided. */
  readonly needed: (risk: number) => number;
  readonly lacking: typeof lackingCases;
  readonly isReached: (counts: Counts, needed: number) => boolean;
}

const rule: Rule = {
  needed: casesForRisk,
  lacking: lackingCases,
  isReached: ({ holds, refuted }, needed) => refuted === 0 && holds >= needed,
};

/**
 * The probability that a run ends with the risk reached, summed over everything that can come of its rounds: of as many
 * cases as one of them has, each holds, fails, or is undecided by chance.
 */
const chanceOfReaching = (
  { needed: neededFor, lacking, isReached }: Rule,
  { risk, rate, decided }: Case,
): number => {
  const needed = neededFor(risk);
  const known = new Map<string, number>();
  /** From a run of so many cases, one failure standing for any number of them. */
  const from = (holds: number, refuted: 0 | 1, cases: number): number => {
    const key = `${holds} ${refuted} ${cases}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const counts = { holds, refuted, inconclusive: cases - holds - refuted, vacuous: 0 };
    const further = cases === 0 ? needed : lacking(counts, needed);
    const chance = further === 0 ? Number(isReached(counts, needed)) : after(holds, refuted, cases, further);
    known.set(key, chance);
    return chance;
  };
  const after = (holds: number, refuted: 0 | 1, cases: number, further: number): number => {
    let sum = 0;
    /** (further choose h) ways. */
    let ways = 1;
    for (let h = 0; h <= further; h++) {
      const held = ways * (decided * (1 - rate)) ** h;
      const rest = further - h;
      const clean = (1 - decided) ** rest;
      const failing = (1 - decided * (1 - rate)) ** rest - clean;
      if (refuted === 0) sum += held * clean * from(holds + h, 0, cases + further);
      const fails = refuted === 0 ? failing : clean + failing;
      if (fails > 0) sum += held * fails * from(holds + h, 1, cases + further);
      ways = (ways * rest) / (h + 1);
    }
    return sum;
  };
  return from(0, 0, 0);
};

const holdsFor =
  (altered: Partial<Rule>): Holds<Case> =>
  (value) =>
    atMost(chanceOfReaching({ ...rule, ...altered }, value), 0.05 + formulaRoundoff(0.05));

const claim: Claim<Case> = {
  id: 'risk-error',
  claim:
    'A check of which a share r ≥ p of the decided cases fails ends with the residual risk p reached in at most one run of twenty, however many cases stay undecided.',
  source: 'N decided cases hold with probability (1 − r)ᴺ ≤ (1 − p)ᴺ ≤ 0.05, with N fixed beforehand',
  // A case sums over a few thousand states of a run.
  cost: 4,
  given: fc
    .record({
      inverse: fc.integer({ min: 2, max: 7 }),
      times: fc.constantFrom(1, 1, 1.1, 1.5),
      decided: fc.constantFrom(1, 1, 0.9, 0.6, 0.4),
    })
    .map(({ inverse, times, decided }) => ({ risk: 1 / inverse, rate: times / inverse, decided })),
  holds: holdsFor({}),
  mutants: {
    'one case fewer is enough': holdsFor({ needed: (risk) => casesForRisk(risk) - 1 }),
    'N for one in ten': holdsFor({ needed: (risk) => Math.ceil(Math.log(0.1) / Math.log1p(-risk)) }),
    'undecided cases count': holdsFor({
      lacking: ({ refuted, ...counts }, needed) =>
        refuted > 0 ? 0 : Math.max(0, needed - counts.holds - counts.inconclusive),
      isReached: ({ holds, refuted, inconclusive }, needed) =>
        refuted === 0 && holds + inconclusive >= needed,
    }),
    'failures are made up for by more cases': holdsFor({
      lacking: ({ holds, refuted, inconclusive }, needed) =>
        holds + refuted + inconclusive > 3 * needed ? 0 : Math.max(0, needed - holds),
      isReached: ({ holds }, needed) => holds >= needed,
    }),
  },
};

export default claim;
