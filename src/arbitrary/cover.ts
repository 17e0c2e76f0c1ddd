import fc from 'fast-check';
import { mixSeed } from '../linalg/seeded.ts';
import type { CoverageReport } from '../types/report.ts';

/** What is asked of a generator's reach. */
export interface CoverDemand<Case> {
  /** The strata that a case belongs to: none, one or several. */
  readonly strata: (value: Case) => readonly string[];
  /** Least share of the cases in each stratum, between 0 and 1; at most half of the designed one is wise. */
  readonly required: Readonly<Record<string, number>>;
  readonly seed: number;
}

/** How often each stratum was hit, and whether that is enough. */
export interface Coverage {
  /** Whether every required share is reached, for certain. */
  readonly covered: boolean;
  /** Cases drawn until it was decided. */
  readonly cases: number;
  readonly strata: readonly CoverageReport[];
  /** The same as a table, one stratum a line. */
  readonly table: string;
}

/**
 * Whether cases of each stratum come at its required share p, decided so that a wrong answer has a probability of
 * about 10⁻⁹: after 100, 200, 400, … cases, a stratum has passed once the lower Wilson bound of its share is at
 * least 0.9 p, and has failed once the upper bound is below p. Cases are drawn until one has failed or all have passed; whatever the true shares,
 * that happens with probability 1. A stratum that is never hit fails.
 *
 * Source: Wilson, J. Am. Stat. Assoc. 22 (1927); the stopping rule is that of QuickCheck's `checkCoverage`
 * (Hughes et al.).
 * @throws RangeError unless every required share is between 0 and 1 and there is one
 * Cost: about 400/p cases where the true share is 2p, 10⁵ and more where it is close to p.
 */
export const cover = <Case>(given: fc.Arbitrary<Case>, demand: CoverDemand<Case>): Coverage => {
  const required = Object.entries(demand.required);
  if (required.length === 0) throw new RangeError('cover: required must name a stratum, got {}');
  for (const [label, share] of required) {
    if (!(share > 0 && share < 1)) {
      throw new RangeError(`cover: required shares must lie between 0 and 1, got ${label} = ${share}`);
    }
  }
  const counts = new Map(required.map(([label]) => [label, 0]));
  let cases = 0;
  for (let round = 0; ; round++) {
    const wanted = Math.max(100, cases);
    fc.assert(
      fc.property(given, (value) => {
        for (const label of new Set(demand.strata(value))) {
          const count = counts.get(label);
          if (count !== undefined) counts.set(label, count + 1);
        }
      }),
      { seed: mixSeed(demand.seed, 'cover', round), numRuns: wanted },
    );
    cases += wanted;
    const decisions = required.map(([label, share]) => decide(label, share, counts.get(label)!, cases));
    const missed = decisions.some(({ decision }) => decision === 'missed');
    if (!missed && decisions.some(({ decision }) => decision === 'open')) continue;
    return {
      covered: !missed,
      cases,
      strata: decisions.map(({ report }) => report),
      table: tableOf(decisions, cases),
    };
  }
};

interface Decision {
  readonly decision: 'reached' | 'missed' | 'open';
  readonly report: CoverageReport;
}

const decide = (label: string, required: number, hits: number, cases: number): Decision => {
  const [lower, upper] = wilsonBounds(hits, cases);
  const decision = lower >= tolerance * required ? 'reached' : upper < required ? 'missed' : 'open';
  return { decision, report: { label, required, observed: hits / cases, certain: decision === 'reached' } };
};

/** A share just below the required one may pass: without it, a share equal to it would never be decided. */
const tolerance = 0.9;

/** The standard normal deviate that is exceeded, on either side, with probability 10⁻⁹. */
const deviate = 6.109410204869;

/**
 * Bounds on a probability p of which k of n cases were hits: all p with |k/n − p| ≤ z √(p(1−p)/n).
 *
 * Source: Wilson, J. Am. Stat. Assoc. 22 (1927), with z for a certainty of 10⁹ to 1.
 */
export const wilsonBounds = (hits: number, cases: number): readonly [number, number] => {
  const share = hits / cases;
  const z2 = (deviate * deviate) / cases;
  const centre = share + z2 / 2;
  const radius = Math.sqrt(z2 * (share * (1 - share) + z2 / 4));
  return [Math.max(0, (centre - radius) / (1 + z2)), Math.min(1, (centre + radius) / (1 + z2))];
};

const words = { reached: 'reached', missed: 'MISSED', open: 'undecided' } as const;

const tableOf = (decisions: readonly Decision[], cases: number): string => {
  const width = Math.max(...decisions.map(({ report }) => report.label.length));
  const percent = (share: number): string => `${(100 * share).toFixed(2).padStart(6)} %`;
  const lines = decisions.map(
    ({ decision, report: { label, required, observed } }) =>
      `${label.padEnd(width)}  ${percent(observed)} of ${percent(required)} required  ${words[decision]}`,
  );
  return [...lines, `${cases} cases`].join('\n');
};
