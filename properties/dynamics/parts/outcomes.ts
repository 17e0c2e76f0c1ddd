import type { Outcome } from '../../../src/types/verdict.ts';

/** Holds where `measured` does not exceed `allowed`. */
export const atMost = (measured: number, allowed: number): Outcome => ({
  status: measured <= allowed ? 'holds' : 'refuted',
  margin: 1 - measured / (allowed + Number.MIN_VALUE),
});

/** Holds where `statement` is true. */
export const truth = (statement: boolean): Outcome => ({
  status: statement ? 'holds' : 'refuted',
  margin: statement ? 1 : -1,
});

/** The sign lies inside the rounding error. */
export const undecided: Outcome = { status: 'inconclusive', margin: Number.NaN };
/** The case says nothing of the claim. */
export const vacuous: Outcome = { status: 'vacuous', margin: Number.NaN };

/** The outcome where the case is decided, inconclusive otherwise. */
export const whereDecided = (decided: boolean, outcome: () => Outcome): Outcome =>
  decided ? outcome() : undecided;

/** The outcome where the case says anything, vacuous otherwise. */
export const whereApplicable = (applies: boolean, outcome: () => Outcome): Outcome =>
  applies ? outcome() : vacuous;

const rank: Readonly<Record<Outcome['status'], number>> = {
  refuted: 0,
  vacuous: 1,
  inconclusive: 2,
  holds: 3,
};

/** The outcome that speaks most against the claim: a refuted one first, then by margin. */
export const worst = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((a, b) => (rank[b.status] < rank[a.status] || b.margin < a.margin ? b : a));
