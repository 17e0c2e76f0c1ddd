import type { Vector } from '../../../src/types/vector.ts';
import { adamWith, directionOf } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Where the gradient is not 0. */
const placesOf = (gradient: Vector): readonly number[] =>
  [...gradient.keys()].filter((i) => gradient[i] !== 0);

/** Adam that keeps moments for the k-th non-zero entry of the gradient instead of for its coordinate. */
export default {
  ...adamWith('adam-state-by-position', {
    gradient: ({ gradient }) => {
      const places = placesOf(gradient);
      return gradient.map((_, k) => gradient[places[k] ?? -1] ?? 0);
    },
    delta(update) {
      const { stepSize, gradient } = update.context;
      const direction = directionOf(update);
      const delta = new Float64Array(gradient.length);
      for (const [k, i] of placesOf(gradient).entries()) delta[i] = -stepSize * direction[k]!;
      return delta;
    },
  }),
  modelledOn:
    'wochenlong/lora-scripts-next#320, there of masks: state that is mapped back by position among a part of the parameters',
  meant: 'adam',
} satisfies FaultyRule;
