import { clippedBy } from '../../../src/identity/known/clippedDescent.ts';
import { roundedTo } from '../../../src/linalg/precision.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Clipped descent in half precision, where squares overflow from 256 on: the clipped gradient is 0. */
export default {
  ...clippedBy('clip-norm-overflows', (v) => {
    const square = v.reduce((sum, d) => roundedTo(sum + roundedTo(d * d, 'float16'), 'float16'), 0);
    return roundedTo(Math.sqrt(square), 'float16');
  }),
  precision: 'float16',
  modelledOn: 'tensorflow/tensorflow#21363: the norm overflows, and the gradient is divided by infinity',
  meant: 'clipped-descent',
} satisfies FaultyRule;
