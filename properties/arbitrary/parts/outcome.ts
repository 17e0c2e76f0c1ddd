import type { Outcome } from '../../../src/types/verdict.ts';

/** The outcome of a statement that is simply true or false of a case. */
export const outcomeOf = (isTrue: boolean): Outcome =>
  isTrue ? { status: 'holds', margin: 1 } : { status: 'refuted', margin: -1 };

/** The outcome of measured ≤ allowed; NaN refutes. */
export const outcomeWithin = (measured: number, allowed: number): Outcome => {
  const margin = (allowed - measured) / allowed;
  return measured <= allowed ? { status: 'holds', margin } : { status: 'refuted', margin };
};
