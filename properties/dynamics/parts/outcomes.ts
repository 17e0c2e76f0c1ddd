import type { Outcome } from '../../../src/types/verdict.ts';

/** Holds where `measured` does not exceed `allowed`. */
export const atMost = (measured: number, allowed: number): Outcome => ({
  status: measured <= allowed ? 'holds' : 'refuted',
  margin: allowed > 0 ? 1 - measured / allowed : -measured,
});

/** Holds where `statement` is true. */
export const truth = (statement: boolean): Outcome => ({
  status: statement ? 'holds' : 'refuted',
  margin: statement ? 1 : -1,
});

export const undecided: Outcome = { status: 'inconclusive', margin: Number.NaN };
export const vacuous: Outcome = { status: 'vacuous', margin: Number.NaN };
