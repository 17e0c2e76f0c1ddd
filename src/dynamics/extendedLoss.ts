import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/**
 * (θ, τ) ↦ L(θ, unit·τ) as a loss on ℝ^{D+1} that stands still, with gradient (∇L, unit·∂L/∂t).
 *
 * Along θ̇ = g, ṫ = 1 the extended pair ((g, 1/unit), (−∇L, −unit·∂L/∂t)) has yᵀg = −dL/dt, drift included. The
 * sign does not depend on the unit of time, ψ and κ do.
 *
 * Source: P9.
 * @param loss a loss with `timeDerivative`
 * @param unit length of a unit of τ in the loss's own time: a power of two, so that unit·τ is not rounded
 * @throws TypeError where the loss states no ∂L/∂t; RangeError unless unit is a power of two
 * Accuracy: that of the loss; of ∂L/∂t unknown (Infinity) where the loss does not state it.
 */
export const extendedLoss = (loss: Loss, unit: number): Loss => {
  // log₂ alone is a whole number for the neighbours of large powers too.
  if (!Number.isInteger(Math.log2(unit)) || 2 ** Math.log2(unit) !== unit) {
    throw new RangeError(`extendedLoss: unit must be a power of two, got unit = ${unit}`);
  }
  const { timeDerivative } = loss;
  if (!timeDerivative) throw new TypeError(`extendedLoss: the loss must state ∂L/∂t, got ${loss.name}`);
  const dimension = loss.dimension;
  const split = (x: Vector) => ({ theta: x.subarray(0, dimension), time: unit * x[dimension]! });
  return {
    name: `${loss.name} with time`,
    dimension: dimension + 1,
    facts: {
      convex: false,
      smooth: false,
      network: false,
      stochastic: false,
      timeVarying: false,
      degree: Number.POSITIVE_INFINITY,
    },
    value(x) {
      const { theta, time } = split(x);
      return loss.value(theta, time);
    },
    gradient(x) {
      const { theta, time } = split(x);
      const result = new Float64Array(dimension + 1);
      result.set(loss.gradient(theta, time));
      result[dimension] = unit * timeDerivative(theta, time);
      return result;
    },
    roundoff(x) {
      const { theta, time } = split(x);
      const inner = loss.roundoff(theta, time);
      const gradient = new Float64Array(dimension + 1);
      gradient.set(inner.gradient);
      gradient[dimension] = unit * (inner.timeDerivative ?? Number.POSITIVE_INFINITY);
      return { value: inner.value, gradient };
    },
  };
};
