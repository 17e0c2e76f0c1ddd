import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { mixSeed } from '../../linalg/seeded.ts';
import { plural } from '../../numbers.ts';
import type { CoverageReport } from '../../types/report.ts';
import { assertDemand } from '../assertDemand.ts';
import { errorRate, shareBounds } from './shareBounds.ts';

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
 * Whether cases of each stratum come at its required share p: after 100, 200, 400, … cases, a stratum has passed once
 * the lower bound of its share is at least 0.9 p, and has failed once the upper one is below p. Cases are drawn until
 * one has failed or all have passed; whatever the true shares, that happens with probability 1.
 *
 * A stratum passes with probability at most 10⁻⁹/2 where its true share is below 0.9 p, and fails with probability at
 * most 10⁻⁹/2 where it is at least p; round r may err by 10⁻⁹/(r(r + 1)), which adds up to 10⁻⁹ over all rounds.
 *
 * All of this is true of unbiased draws only, which are independent and alike: a run of fast-check begins with edge
 * cases, and how many it makes depends on its length. A share is therefore that of the generator itself, without them.
 *
 * Source: {@link shareBounds}; the stopping rule is that of QuickCheck's `checkCoverage` (Hughes et al.).
 * @throws RangeError unless every required share is between 0 and 1 and there is one; TypeError where a part of the demand is not given
 * Cost: about 400/p cases where the true share is 2p, 10⁵ and more where it is close to p.
 */
export const cover = <Case>(given: fc.Arbitrary<Case>, demand: CoverDemand<Case>): Coverage => {
  assertDemand('cover', given, ['generate']);
  assertDemand('cover', demand, ['strata', 'required', 'seed']);
  const required = Object.entries(demand.required);
  if (required.length === 0) throw new RangeError('cover: required must name a stratum, got {}');
  for (const [label, share] of required) {
    if (!(share > 0 && share < 1)) {
      throw new RangeError(`cover: required shares must lie between 0 and 1, got ${label} = ${share}`);
    }
  }
  const counts = new Map(required.map(([label]) => [label, 0]));
  const random = new fc.Random(xoroshiro128plus(mixSeed(demand.seed, 'cover', 0)));
  let cases = 0;
  for (let round = 0; ; round++) {
    const wanted = Math.max(100, cases);
    for (let drawn = 0; drawn < wanted; drawn++) {
      for (const label of new Set(demand.strata(given.generate(random, undefined).value))) {
        const count = counts.get(label);
        if (count !== undefined) counts.set(label, count + 1);
      }
    }
    cases += wanted;
    const error = errorRate / ((round + 1) * (round + 2));
    const decisions = required.map(([label, share]) => {
      const hits = counts.get(label)!;
      return decide(label, share, hits / cases, shareBounds(hits, cases, error));
    });
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

const decide = (
  label: string,
  required: number,
  observed: number,
  [lower, upper]: readonly [number, number],
): Decision => {
  const decision = lower >= tolerance * required ? 'reached' : upper < required ? 'missed' : 'open';
  return { decision, report: { label, required, observed, certain: decision === 'reached' } };
};

/** A share just below the required one may pass: without it, a share equal to it would never be decided. */
const tolerance = 0.9;

const words = { reached: 'reached', missed: 'MISSED', open: 'undecided' } as const;

const tableOf = (decisions: readonly Decision[], cases: number): string => {
  const width = Math.max(...decisions.map(({ report }) => report.label.length));
  const percent = (share: number): string => `${(100 * share).toFixed(2).padStart(6)} %`;
  const lines = decisions.map(
    ({ decision, report: { label, required, observed } }) =>
      `${label.padEnd(width)}  ${percent(observed)} of ${percent(required)} required  ${words[decision]}`,
  );
  return [...lines, plural(cases, 'case')].join('\n');
};
