import { finiteVector } from '../linalg/vector.ts';
import { effectivePair } from '../metric/effectivePair.ts';
import type { Metric } from '../metric/metric.ts';
import { optimalMetric } from '../metric/optimal.ts';
import { renderOptimal } from '../metric/render.ts';
import { plural } from '../numbers.ts';
import type { Loss } from '../types/loss.ts';
import type { LearningRule } from '../types/rule.ts';
import type { Vector, VectorLike } from '../types/vector.ts';
import { runTrajectory } from './trajectory.ts';

/** A learning rule at one point as natural gradient descent: g = M⁻¹y = −M⁻¹∇L. */
export interface NaturalGradientForm {
  /** M, of least condition number. */
  readonly metric: Metric;
  /** y = −∇L(θ), shape (D). */
  readonly y: Vector;
  /** g = Δ/η, shape (D); Δ itself for a rule that chooses its own step size. */
  readonly g: Vector;
  /** ψ in radians. */
  readonly angle: number;
  /** maxᵢ |M g − y|ᵢ / maxᵢ |yᵢ|, by `metric.apply`. */
  readonly residual: number;
  /** A display formula without its delimiters, for the amsmath package. */
  readonly latex: string;
  /** The same in Unicode, several lines. */
  readonly text: string;
}

/**
 * g = −M⁻¹∇L(θ): the first step of a rule from θ, with the metric of least condition number that makes it natural
 * gradient descent.
 *
 * The rule is run for one step at time 0 with the full gradient, its default hyperparameters and seed 0.
 * Source: P1, P5.
 *
 * @param rule a learning rule @param loss the loss that it descends
 * @param theta θ, shape (D) @param stepSize η > 0
 * @throws RangeError where θ or η is not finite, where the gradient is not finite or 0, where the step is 0 or the rule
 * at fault, and where yᵀg ≤ 0, so that no metric exists; TypeError where θ or the gradient is not as
 * long as the loss wants it
 * Accuracy: g is Δ/η rounded once a coordinate. Cost: two gradients, one step of the rule and O(D).
 */
export const naturalGradientForm = (
  rule: LearningRule,
  loss: Loss,
  theta: VectorLike,
  stepSize: number,
): NaturalGradientForm => {
  const start = finiteVector('naturalGradientForm', 'theta', theta);
  if (start.length !== loss.dimension) {
    throw new TypeError(
      `naturalGradientForm: theta must have ${plural(loss.dimension, 'coordinate')} for ${loss.name}, got ${start.length}`,
    );
  }
  if (!(stepSize > 0 && stepSize < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`naturalGradientForm: stepSize must be > 0 and finite, got stepSize = ${stepSize}`);
  }
  const { length } = loss.gradient(start, 0);
  if (length !== loss.dimension) {
    throw new TypeError(
      `naturalGradientForm: the gradient of ${loss.name} must have ${loss.dimension} entries, got ${length}`,
    );
  }
  const run = runTrajectory(rule, loss, { theta: start, stepSize, steps: 1, seed: 0, hyperparameters: {} });
  const step = run.steps[0];
  if (!step) {
    const reason = run.fault?.message ?? `the gradient at theta is not finite`;
    throw new RangeError(`naturalGradientForm: the rule must make a step, got ${run.end}: ${reason}`);
  }
  const scale = rule.stepSize === 'internal' ? 1 : stepSize;
  const g = step.delta.map((value) => value / scale);
  const y = step.gradient.map((value) => -value);
  const pair = effectivePair(g, y);
  const metric = optimalMetric(pair);
  return {
    metric,
    y,
    g,
    angle: pair.angle,
    residual: residualOf(metric, g, y),
    ...renderOptimal(pair, metric),
  };
};

const residualOf = (metric: Metric, g: Vector, y: Vector): number => {
  let [worst, size] = [0, 0];
  metric.apply(g).forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - y[i]!));
    size = Math.max(size, Math.abs(y[i]!));
  });
  return worst / size;
};
