import { adaptiveDirection } from '../../../src/rules/moments/adaptiveMoments.ts';
import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that updates the moments of every other coordinate only after they were used. */
export default {
  ...adamWith('adam-odd-coordinates-stale', {
    delta({ context, before, moments, rates }) {
      const fresh = adaptiveDirection(moments, rates);
      const stale = adaptiveDirection({ ...before, count: moments.count }, rates);
      return fresh.map((d, i) => -context.stepSize * (i % 2 === 0 ? d : stale[i]!));
    },
  }),
  modelledOn: 'slip: stale moments for some parameters, as a loop leaves them that steps before it averages',
  meant: 'adam',
} satisfies FaultyRule;
