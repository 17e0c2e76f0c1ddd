import { scalableRange } from '../../../linalg/rounding.ts';
import type { Recorded } from './law.ts';

/**
 * Why multiplying the gradients by `factor` could over- or underflow somewhere in the rule; undefined where squares and
 * fourth powers of everything shown stay in range before and after.
 */
export const outOfRange = ({ setting, steps }: Recorded, factor: number): string | undefined => {
  const { least, greatest } = scalableRange(setting.rule.precision ?? 'float64');
  const inside = (value: number): boolean =>
    value === 0 || (Math.abs(value) >= least && Math.abs(value) <= greatest);
  if (!inside(setting.scenario.stepSize)) return 'products of the step size over- or underflow';
  for (const { theta, gradient } of steps) {
    // Signals of a network are products of its weights, whatever its gradient is.
    if (setting.loss.network && !theta.every(inside)) return 'powers of the weights over- or underflow';
    if (!gradient.every((value) => inside(value) && inside(factor * value))) {
      return 'powers of the gradient over- or underflow';
    }
  }
  return undefined;
};
