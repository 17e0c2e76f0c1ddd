import type { Vector } from '../../../src/types/vector.ts';
import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that updates its moments in place, and begins with the same array of zeros for both. */
export default {
  ...adamWith('adam-moments-share-a-buffer', {
    moments({ before: { count, mean, square }, gradient, rates: { beta1, beta2 } }) {
      for (const [i, d] of gradient.entries()) {
        mean[i] = beta1 * mean[i]! + (1 - beta1) * d;
        square[i] = beta2 * square[i]! + (1 - beta2) * d ** 2;
      }
      return { count: count + 1, mean, square };
    },
  }),
  init(theta: Vector) {
    const zeros = new Float64Array(theta.length);
    return { count: 0, mean: zeros, square: zeros };
  },
  modelledOn: 'slip: `m = v = zeros(n)`, which makes one array of the two',
  meant: 'adam',
} satisfies FaultyRule;
