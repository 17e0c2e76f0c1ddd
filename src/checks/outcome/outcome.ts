import type { Derived, Observation, Trace } from '../../types/check.ts';
import type { Certificate, Outcome } from '../../types/verdict.ts';

/** The case agrees with the check; margin > 0 says by how much, in the check's own unit. */
export const holds = (margin: number, extra: { derived?: Derived; trace?: Trace } = {}): Observation => ({
  status: 'holds',
  margin,
  ...extra,
});

/** The case decides nothing: y = 0, nothing moved, or the rule's code failed and another check says so. */
export const vacuous = (sentence?: string): Observation => ({
  status: 'vacuous',
  margin: Number.NaN,
  ...(sentence !== undefined && { sentence }),
});

/** The case cannot be decided within the proven rounding error. */
export const inconclusive = (
  sentence: string,
  extra: { derived?: Derived; trace?: Trace } = {},
): Observation => ({
  status: 'inconclusive',
  margin: Number.NaN,
  sentence,
  ...extra,
});

/** The case contradicts the check; margin < 0. */
export const refuted = (found: {
  readonly cause: string;
  readonly sentence: string;
  readonly margin: number;
  readonly derived?: Derived;
}): Observation => ({ status: 'refuted', ...found });

/** A statement that is true or false without a scale: margin 1 where it holds, −1 where it is refuted. */
export const truth = (statement: boolean): Outcome =>
  statement ? { status: 'holds', margin: 1 } : { status: 'refuted', margin: -1 };

/**
 * measured ≤ allowed, with (allowed − measured)/|allowed| as margin; NaN on either side is refuted. No margin of a case
 * that holds is NaN: of 0 ≤ 0 it is 1, as of 0 ≤ allowed, and of ∞ ≤ ∞ it is 0, as of any two equal numbers.
 */
export const atMost = (measured: number, allowed: number): Outcome => ({
  status: measured <= allowed ? 'holds' : 'refuted',
  margin: relativeDistance(measured, allowed),
});

const relativeDistance = (measured: number, allowed: number): number => {
  if (measured === allowed) return allowed === 0 ? 1 : 0;
  // Of nothing allowed: −∞ above it, ∞ below, NaN of NaN.
  return allowed === 0 ? -measured / 0 : Math.sign(allowed) * (1 - measured / allowed);
};

/** A certificate as the outcome of a case: proved holds, refuted is refuted, inconclusive stays so. */
export const certified = ({ status, margin }: Certificate): Outcome => ({
  status: status === 'proved' ? 'holds' : status,
  margin,
});

/** The outcome where the case is decided, inconclusive otherwise. */
export const whereDecided = (decided: boolean, outcome: () => Outcome): Outcome =>
  decided ? outcome() : inconclusive('the sign lies inside the rounding error');

/** The outcome where the claim applies to the case, vacuous otherwise. */
export const whereApplicable = (applies: boolean, outcome: () => Outcome): Outcome =>
  applies ? outcome() : vacuous();

/** Statuses from the one that speaks most against a claim. */
const rank: Readonly<Record<Outcome['status'], number>> = {
  refuted: 0,
  inconclusive: 1,
  vacuous: 2,
  holds: 3,
};

/** Whether one outcome speaks more against a claim than another: by status, then by margin, where NaN is below any number. */
const isWorse = (one: Outcome, other: Outcome): boolean =>
  rank[one.status] !== rank[other.status]
    ? rank[one.status] < rank[other.status]
    : !(one.margin >= other.margin) && !Number.isNaN(other.margin);

/**
 * Several statements about one case as one: the outcome that speaks most against the claim. Refuted comes before
 * inconclusive, that before vacuous, and vacuous before what holds; of one status, the lowest margin. Without any
 * statement nothing was tested. Cost: stops at the first that is refuted.
 */
export const worst = (outcomes: Iterable<Outcome>): Outcome => {
  let found: Outcome | undefined;
  for (const outcome of outcomes) {
    if (outcome.status === 'refuted') return outcome;
    if (!found || isWorse(outcome, found)) found = outcome;
  }
  return found ?? vacuous();
};
