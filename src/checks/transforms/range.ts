import type { Recorded } from './law.ts';
import { normalRange, scalableRange } from './rounding.ts';

/**
 * Why multiplying the gradients or the step size by these factors could over- or underflow somewhere in the rule;
 * undefined where squares and fourth powers of everything shown stay in range before and after.
 */
export const outOfRange = (
  { setting, steps }: Recorded,
  factors: { readonly gradient: number; readonly stepSize: number },
): string | undefined => {
  const { rule } = setting;
  const { least, greatest } = scalableRange(rule.arithmetic);
  const stored = normalRange(rule.precision);
  const inside = (value: number): boolean =>
    value === 0 || (Math.abs(value) >= least && Math.abs(value) <= greatest);
  const isHeld = (value: number): boolean =>
    value === 0 || (Math.abs(value) >= stored.least && Math.abs(value) <= stored.greatest);
  const { stepSize } = setting.scenario;
  if (!(inside(stepSize) && inside(factors.stepSize * stepSize))) {
    return 'products of the step size over- or underflow';
  }
  // Signals of a network are products of its weights whatever its gradient is, and decay is one of θ and η.
  const weights = setting.loss.network !== undefined || factors.stepSize !== 1;
  for (const { theta, gradient } of steps) {
    if (weights && !theta.every(inside)) return 'powers of the parameters over- or underflow';
    if (!gradient.every((value) => inside(value) && inside(factors.gradient * value))) {
      return 'powers of the gradient over- or underflow';
    }
    if (!gradient.every((value) => isHeld(factors.gradient * value))) {
      return `the gradient leaves the normal range of ${rule.precision}`;
    }
  }
  return undefined;
};
