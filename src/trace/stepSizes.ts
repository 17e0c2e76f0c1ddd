import type { TraceReport } from '../types/trace.ts';

/** Changes that are listed one by one. */
const mostShown = 20;

/** The learning rate as the steps come. */
export const runningStepSizes = () => {
  let first: number | null = null;
  let last: number | null = null;
  let changes = 0;
  const shown: { readonly step: number; readonly from: number; readonly to: number }[] = [];
  return {
    add: (stepSize: number, step: number): void => {
      first ??= stepSize;
      if (last !== null && last !== stepSize) {
        changes++;
        if (shown.length < mostShown) shown.push({ step, from: last, to: stepSize });
      }
      last = stepSize;
    },
    result: (): TraceReport['stepSizes'] => ({ first, last, changes, shown }),
  };
};
