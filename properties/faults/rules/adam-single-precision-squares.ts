import { nextMoments } from '../../../src/rules/moments/adaptiveMoments.ts';
import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that keeps v in single precision: squares overflow from 1.8·10¹⁹ on, and half of the digits are lost. */
export default {
  ...adamWith('adam-single-precision-squares', {
    moments({ before, gradient, rates }) {
      const exact = nextMoments(before, gradient, rates);
      return { ...exact, square: exact.square.map(Math.fround) };
    },
  }),
  modelledOn:
    'chainer/chainer#7780, there in half precision: squares overflow in moments that are narrower than the parameters',
  meant: 'adam',
} satisfies FaultyRule;
