import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';

/** Polyak’s step (L − L*)/‖∇L‖², at most the given one. Source: Loizou, Vaswani, Laradji, Lacoste-Julien 2021, arXiv:2002.10542, equation 3. */
export default {
  name: 'polyak-step',
  update({ theta, gradient, stepSize, loss, time }: RuleContext) {
    const slope = gradient.reduce((sum, d) => sum + d * d, 0);
    if (slope === 0) return gradient.map(() => 0);
    const above = Math.max(0, loss.value(theta, time) - (loss.minimum ?? 0));
    const rate = Math.min(stepSize, above / slope);
    return gradient.map((d) => -rate * d);
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
