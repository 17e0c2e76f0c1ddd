import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Normalised gradient descent, −η∇L/‖∇L‖: 0/0 at a zero gradient. */
export default {
  ...gradientDescent,
  name: 'nan-at-zero-gradient',
  update({ gradient, stepSize }: RuleContext) {
    const length = Math.hypot(...gradient);
    return gradient.map((d) => (-stepSize * d) / length);
  },
  traits: ['odd', 'scale-invariant', 'permutation-equivariant', 'orthogonal-equivariant', 'serialisable'],
  modelledOn:
    'google-deepmind/optax#1743 and kozistr/pytorch_optimizer#431: NaN where the norm of the gradient is zero',
  meant: 'gradient-descent',
  alsoKnownAs: ['Normalised gradient descent'],
} satisfies FaultyRule;
