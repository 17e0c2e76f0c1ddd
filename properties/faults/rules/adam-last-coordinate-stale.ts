import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam whose last coordinate is divided by the second moment of its neighbour. */
export default {
  ...adamWith('adam-last-coordinate-stale', {
    delta: byCoordinate(({ stepSize, mean, first, second, epsilon }, { moments }, i) => {
      const square = moments.square[Math.min(i, Math.max(0, moments.square.length - 2))]!;
      return (-stepSize * mean) / first / (Math.sqrt(square / second) + epsilon);
    }),
  }),
  modelledOn: 'slip: an index that is clamped where it should be advanced',
  meant: 'adam',
} satisfies FaultyRule;
