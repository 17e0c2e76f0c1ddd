import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent turned by nearly a right angle in each pair of coordinates, with the promise that the loss falls within every 10 steps. */
export default {
  ...gradientDescent,
  name: 'wide-rotation',
  update({ gradient, stepSize }: RuleContext) {
    return gradient.map((d, i) => {
      const partner = i % 2 === 0 ? gradient[i + 1] : gradient[i - 1];
      return -stepSize * (0.01 * d + (i % 2 === 0 ? 1 : -1) * (partner ?? 0));
    });
  },
  contract: {
    effective: { window: 10 },
    maxStepSize: (loss) => 0.2 / (loss.smoothness ?? Number.POSITIVE_INFINITY),
    losses: ({ convex, smooth, stochastic, timeVarying }) => convex && smooth && !stochastic && !timeVarying,
  },
  traits: ['rests-at-zero-gradient', 'odd', 'scale-linear', 'translation-equivariant', 'serialisable'],
  modelledOn:
    'slip: a skew part so large that what descends for tiny steps spirals outwards at the steps it promises',
  meant: 'gradient-descent',
} satisfies FaultyRule;
