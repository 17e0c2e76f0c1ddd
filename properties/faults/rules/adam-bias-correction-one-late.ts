import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam whose step counter is 2 at the first step. */
export default {
  ...adamWith('adam-bias-correction-one-late', {
    delta: byCoordinate(({ stepSize, mean, square, count, beta1, beta2, epsilon }) => {
      const [first, second] = [1 - beta1 ** (count + 1), 1 - beta2 ** (count + 1)];
      return (-stepSize * mean) / first / (Math.sqrt(square / second) + epsilon);
    }),
  }),
  modelledOn: 'cs231n/cs231n.github.io#179: t starts one too high',
  meant: 'adam',
} satisfies FaultyRule;
