import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

interface Cache {
  readonly gradient: Vector | null;
}

/** Gradient descent along the first gradient that it was ever shown. */
export default {
  ...gradientDescent,
  name: 'gradient-descent-first-gradient-for-ever',
  init: (): Cache => ({ gradient: null }),
  update({ gradient, stepSize }: RuleContext, { gradient: cached }: Cache) {
    const used = cached ?? gradient.slice();
    return { delta: used.map((d) => -stepSize * d), state: { gradient: used } };
  },
  modelledOn:
    'ooples/AiDotNet#1351: gradients are cached under a key that does not hold the parameters, so that an old one is served',
  meant: 'gradient-descent',
} satisfies FaultyRule;
