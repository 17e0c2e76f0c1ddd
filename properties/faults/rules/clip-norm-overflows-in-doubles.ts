import { clippedBy } from '../../../src/identity/known/clippedDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Clipped descent by a plain root of squares, which is infinite from gradients of 10¹⁵⁴ on: the clipped gradient is 0. */
export default {
  ...clippedBy('clip-norm-overflows-in-doubles', (v) => Math.sqrt(v.reduce((sum, d) => sum + d * d, 0))),
  modelledOn: 'tensorflow/tensorflow#21363: the norm is a plain root of a sum of squares',
  meant: 'clipped-descent',
  against: 'clipped-descent',
} satisfies FaultyRule;
