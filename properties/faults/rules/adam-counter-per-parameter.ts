import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam whose step counter goes up once for each coordinate. */
export default {
  ...adamWith('adam-counter-per-parameter', {
    moments: ({ before, gradient, rates: { beta1, beta2 } }) => ({
      count: before.count + gradient.length,
      mean: before.mean.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!),
      square: before.square.map((v, i) => beta2 * v + (1 - beta2) * gradient[i]! ** 2),
    }),
    delta: ({ context, before, moments, rates: { beta1, beta2, epsilon } }) =>
      moments.mean.map((m, i) => {
        const count = before.count + i + 1;
        const root = Math.sqrt(moments.square[i]! / (1 - beta2 ** count));
        return (-context.stepSize * m) / (1 - beta1 ** count) / (root + epsilon);
      }),
  }),
  modelledOn: 'flashlight/flashlight#143: the counter is raised inside the loop over the parameters',
  meant: 'adam',
} satisfies FaultyRule;
