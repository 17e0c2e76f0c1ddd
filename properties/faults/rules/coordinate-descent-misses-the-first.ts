import randomCoordinateDescent from '../../../src/rules/randomCoordinateDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Random coordinate descent that draws an index from 1 to D − 1, and D = 1 never moves. */
export default {
  ...randomCoordinateDescent,
  name: 'coordinate-descent-misses-the-first',
  update({ gradient, stepSize, random }: RuleContext) {
    const chosen = 1 + Math.floor(random() * (gradient.length - 1));
    return gradient.map((d, i) => (i === chosen ? -stepSize * d : 0));
  },
  modelledOn: 'slip: an index that counts from 1',
  meant: 'random-coordinate-descent',
} satisfies FaultyRule;
