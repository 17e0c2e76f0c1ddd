import type { Counterexample, Judged } from '../types/report.ts';

/** What the check looked at; files stored before there was a field for it have it among the derived values. */
export const judgedIn = ({ judged, minimal: { derived } }: Counterexample): Judged => {
  if (judged !== undefined) return judged;
  const { step, stepSize, psi } = derived;
  return {
    ...(isNumber(step) && { step }),
    ...(isNumber(stepSize) && { stepSize }),
    ...(isNumber(psi) && { angle: psi }),
  };
};

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The check that was running where the rule's code had to be contained; of older files as `judgedIn`. */
export const runningIn = ({ running, minimal: { derived } }: Counterexample): string | undefined =>
  running ?? (typeof derived.check === 'string' ? derived.check : undefined);
