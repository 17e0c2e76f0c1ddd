import { nextMoments, zeroMoments } from '../../../src/rules/moments/adaptiveMoments.ts';
import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that counts its steps and begins each of them with moments of 0. */
export default {
  ...adamWith('adam-moments-not-stored', {
    moments: ({ before, gradient, rates }) =>
      nextMoments({ ...zeroMoments(gradient.length), count: before.count }, gradient, rates),
  }),
  modelledOn: 'raskr/rust-autograd#16: new moments are copies that do not get back into the state',
  meant: 'adam',
} satisfies FaultyRule;
