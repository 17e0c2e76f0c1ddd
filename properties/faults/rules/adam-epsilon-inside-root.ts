import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam with √(v̂ + ε). */
export default {
  ...adamWith('adam-epsilon-inside-root', {
    delta: byCoordinate(
      ({ stepSize, mean, square, first, second, epsilon }) =>
        (-stepSize * mean) / first / Math.sqrt(square / second + epsilon),
    ),
  }),
  modelledOn: 'keras-team/keras#435 and apache/mxnet#4493, there of RMSProp: ε on the wrong side of the root',
  meant: 'adam',
  alsoKnownAs: ['Adam with ε inside the root (optax: eps_root)'],
} satisfies FaultyRule;
