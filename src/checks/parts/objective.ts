import type { Loss } from '../../types/loss.ts';
import type { DescentPromise, NamedRule } from '../../types/rule.ts';

/** The promise of a rule: what its contract says, else `every-step` where it chooses its own step, else `small-step`. */
export const promiseOf = (rule: NamedRule): DescentPromise =>
  rule.contract?.effective ?? (rule.stepSize === 'internal' ? 'every-step' : 'small-step');

/**
 * The loss that the rule promises to descend: the objective of its contract, or the loss itself.
 *
 * The functions of an objective are a person's: they are handed copies of θ, which stand alone in memory, and bounds
 * that may be spread into others.
 */
export const objectiveOf = (rule: NamedRule, loss: Loss): Loss => {
  const given = withPlainBounds(loss);
  const objective = rule.contract?.objective?.(given);
  if (!objective || objective === given) return loss;
  const { timeDerivative, differentiable } = objective;
  return {
    ...objective,
    value: (theta, time) => objective.value(theta.slice(), time),
    gradient: (theta, time) => objective.gradient(theta.slice(), time),
    roundoff: (theta, time) => objective.roundoff(theta.slice(), time),
    ...(timeDerivative && {
      timeDerivative: (theta, time) => timeDerivative.call(objective, theta.slice(), time),
    }),
    ...(differentiable && { differentiable: (theta) => differentiable.call(objective, theta.slice()) }),
  };
};

/** Bounds as fields of their own, where a loss works them out on demand. */
const withPlainBounds = (loss: Loss): Loss => ({
  ...loss,
  roundoff(theta, time) {
    const { value, gradient, timeDerivative } = loss.roundoff(theta, time);
    return { value, gradient, ...(timeDerivative !== undefined && { timeDerivative }) };
  },
});

/** u of the arithmetic that the rule computes in. */
export const precisionOf = (rule: NamedRule): 'float64' | 'float32' => rule.precision ?? 'float64';
