import { yogiWith } from '../../../src/identity/known/yogiCorrected.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Yogi that averages the square of sign(v − (∇L)²)(∇L)², which has lost its sign. */
export default {
  ...yogiWith(
    'yogi-squares-the-sign',
    (v, square, beta2) => beta2 * v + (1 - beta2) * (Math.sign(v - square) * square) ** 2,
  ),
  modelledOn:
    'google-deepmind/optax#288: the signed square goes through a function that squares it once more',
  meant: 'yogi-with-corrections',
  against: 'yogi-with-corrections',
} satisfies FaultyRule;
