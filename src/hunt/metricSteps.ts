import { runningCross } from '../trace/crossSums.ts';
import { runningMetric } from '../trace/metricSpans.ts';
import type { Loss } from '../types/loss.ts';
import type { Step } from '../types/run.ts';

/** Steps in a row that are compared at most. */
export const comparedSteps = 16;

/**
 * The least number of steps in a row, of up to 16, that no one metric maps to their negated gradients; undefined where
 * all are explained or too few.
 *
 * Source: X10. Cost: O(16³) a step.
 */
export const metricSteps = (steps: readonly Step[], loss: Loss, stepSize: number): number | undefined => {
  const crossOf = runningCross(comparedSteps);
  const running = runningMetric(comparedSteps, { precision: 'float64', rounded: true });
  for (const { index, theta, delta } of steps) {
    running.add(index, crossOf({ theta, gradient: loss.gradient(theta), delta }, stepSize), theta.length);
  }
  const spans = running.result()?.spans ?? [];
  const refuted = spans.filter(
    ({ start, notRefuted }) => notRefuted < Math.min(comparedSteps, steps.length - start),
  );
  return refuted.length === 0 ? undefined : 1 + Math.min(...refuted.map(({ notRefuted }) => notRefuted));
};
