import { nextMoments } from '../../../src/rules/moments/adaptiveMoments.ts';
import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

const shared = { count: 0 };

/** Adam whose step counter belongs to the module: two runs in one process correct each other’s bias. */
export default {
  ...adamWith('adam-shared-step-counter', {
    moments({ before, gradient, rates }) {
      shared.count++;
      return { ...nextMoments(before, gradient, rates), count: shared.count };
    },
  }),
  modelledOn:
    'ikostrikov/pytorch-a3c#12, flashlight/flashlight#143 and DiffSharp/DiffSharp#292: step counters that do not belong to the moments',
  meant: 'adam',
} satisfies FaultyRule;
