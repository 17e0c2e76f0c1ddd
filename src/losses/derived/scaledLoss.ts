import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/**
 * c·L, with its network, samples, blocks and shapes; exact where |c| is a power of two and nothing over- or underflows.
 *
 * @param factor c ≠ 0; a negative one turns convexity and the lower bound around, which are then left out
 * Cost: that of L.
 */
export const scaledLoss = (loss: Loss, factor: number): Loss => {
  const size = Math.abs(factor);
  const scale = (values: Vector): Vector => values.map((value) => factor * value);
  const { samples, network, timeDerivative, minimum } = loss;
  return {
    name: `${factor} × ${loss.name}`,
    dimension: loss.dimension,
    facts: { ...loss.facts, convex: loss.facts.convex && factor > 0 },
    value: (theta, time) => factor * loss.value(theta, time),
    gradient: (theta, time) => scale(loss.gradient(theta, time)),
    ...(timeDerivative && { timeDerivative: (theta, time) => factor * timeDerivative(theta, time) }),
    roundoff(theta, time) {
      const { value, gradient, timeDerivative: inTime } = loss.roundoff(theta, time);
      return {
        value: size * value,
        gradient: gradient.map((bound) => size * bound),
        ...(inTime !== undefined && { timeDerivative: size * inTime }),
      };
    },
    ...(loss.differentiable && { differentiable: loss.differentiable }),
    ...(loss.smoothness !== undefined && { smoothness: size * loss.smoothness }),
    ...(loss.strongConvexity !== undefined &&
      factor > 0 && { strongConvexity: factor * loss.strongConvexity }),
    ...(minimum !== undefined && factor > 0 && { minimum: factor * minimum }),
    ...(samples && {
      samples: {
        count: samples.count,
        gradient: (theta, sample, time) => scale(samples.gradient(theta, sample, time)),
      },
    }),
    ...(network && {
      network: {
        ...network,
        weights: (theta, layer) => network.weights(theta, layer),
        forward(theta, sample) {
          const signals = network.forward(theta, sample);
          return { ...signals, outputError: scale(signals.outputError) };
        },
      },
    }),
    ...(loss.blocks && { blocks: loss.blocks }),
    ...(loss.parameters && { parameters: loss.parameters }),
  };
};
