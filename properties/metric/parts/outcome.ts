import type { Outcome } from '../../../src/types/verdict.ts';

/** Holds where measured ≤ allowed, with (allowed − measured)/allowed as margin; NaN is refuted. */
export const within = (measured: number, allowed: number): Outcome => {
  const margin = measured === 0 ? 1 : allowed > 0 ? (allowed - measured) / allowed : -measured;
  return measured <= allowed ? { status: 'holds', margin } : { status: 'refuted', margin };
};

/** Holds or is refuted without a scale: margin 1 or −1. */
export const decided = (holds: boolean): Outcome =>
  holds ? { status: 'holds', margin: 1 } : { status: 'refuted', margin: -1 };

/** All of them: refuted where one is, with the least margin. Evaluation stops at the first that is refuted. */
export const all = (outcomes: Iterable<Outcome>): Outcome => {
  let least: Outcome = { status: 'holds', margin: Number.POSITIVE_INFINITY };
  for (const outcome of outcomes) {
    if (outcome.status !== 'holds') return outcome;
    if (!(outcome.margin >= least.margin)) least = outcome;
  }
  return least;
};

/** Nothing was tested. */
export const vacuous: Outcome = { status: 'vacuous', margin: Number.NaN };
