import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** A change of variables θ = s(ζ), and what it does to gradients. */
export interface Substitution {
  /** Dimension of ζ. */
  readonly dimension: number;
  /** s: ζ ↦ θ. */
  theta(zeta: Vector): Vector;
  /** ∇L(θ) ↦ ∇(L∘s)(ζ). */
  gradient(gradient: Vector): Vector;
  /** Bounds on the errors of ∇L(θ) to bounds on those of ∇(L∘s)(ζ). */
  bounds(bounds: Vector): Vector;
}

/**
 * ζ ↦ L(s(ζ), t), for an affine s that changes no length.
 *
 * β, μ and the greatest lower bound stay valid; the network and the blocks belong to the old coordinates and are
 * left out. Cost: that of L and of s.
 */
export const substitutedLoss = (loss: Loss, name: string, by: Substitution): Loss => {
  const { samples, timeDerivative, differentiable } = loss;
  return {
    name,
    dimension: by.dimension,
    facts: { ...loss.facts, network: false },
    value: (zeta, time) => loss.value(by.theta(zeta), time),
    gradient: (zeta, time) => by.gradient(loss.gradient(by.theta(zeta), time)),
    ...(timeDerivative && { timeDerivative: (zeta, time) => timeDerivative(by.theta(zeta), time) }),
    roundoff(zeta, time) {
      const { value, gradient, timeDerivative: inTime } = loss.roundoff(by.theta(zeta), time);
      return {
        value,
        gradient: by.bounds(gradient),
        ...(inTime !== undefined && { timeDerivative: inTime }),
      };
    },
    ...(differentiable && { differentiable: (zeta) => differentiable(by.theta(zeta)) }),
    ...(loss.smoothness !== undefined && { smoothness: loss.smoothness }),
    ...(loss.strongConvexity !== undefined && { strongConvexity: loss.strongConvexity }),
    ...(loss.minimum !== undefined && { minimum: loss.minimum }),
    ...(samples && {
      samples: {
        count: samples.count,
        gradient: (zeta, sample, time) => by.gradient(samples.gradient(by.theta(zeta), sample, time)),
      },
    }),
  };
};
