import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam whose step counter is 0 at the first step: 0/0. */
export default {
  ...adamWith('adam-bias-correction-from-zero', {
    delta: byCoordinate(({ stepSize, mean, square, count, beta1, beta2, epsilon }) => {
      const [first, second] = [1 - beta1 ** (count - 1), 1 - beta2 ** (count - 1)];
      return (-stepSize * mean) / first / (Math.sqrt(square / second) + epsilon);
    }),
  }),
  modelledOn: 'keras-team/keras#10129, review: m/(1 − β⁰) divides by zero in the first batch',
  meant: 'adam',
} satisfies FaultyRule;
