import { adaptiveDirection } from '../../../src/rules/moments/adaptiveMoments.ts';
import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that moves by the moments from before this gradient: it stands still at first, then lags. */
export default {
  ...adamWith('adam-moments-before-update', {
    delta({ context, before, rates }) {
      const direction = adaptiveDirection({ ...before, count: before.count + 1 }, rates);
      return direction.map((d) => -context.stepSize * d);
    },
  }),
  modelledOn: 'slip: the state is read before it is updated',
  meant: 'adam',
} satisfies FaultyRule;
