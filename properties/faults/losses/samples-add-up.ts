import miniBatchLeastSquares from '../../../src/losses/miniBatchLeastSquares.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: shares of the gradient for gradients of the samples, whose sum, not whose mean, is ∇L',
  subject: alteredFamily(miniBatchLeastSquares, ({ samples }) => ({
    samples: {
      count: samples!.count,
      gradient: (theta, sample, time) =>
        samples!.gradient(theta, sample, time).map((x) => x / samples!.count),
    },
  })),
} satisfies SeededFault<LossFamily>;
