import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';

/** Normalised least mean squares as a rule of gradients: −η∇L/(ε + ‖∇L‖²). Source: Nagumo, Noda, IEEE Trans. Autom. Control 12 (1967). */
export default {
  name: 'normalised-by-the-square',
  hyperparameters: { epsilon: { default: 1e-3, min: 1e-6, max: 1 } },
  update({ gradient, stepSize, hyperparameters }: RuleContext) {
    const square = gradient.reduce((sum, d) => sum + d * d, 0);
    return gradient.map((d) => (-stepSize * d) / (hyperparameters.epsilon! + square));
  },
  contract: { effective: 'small-step' },
} satisfies DeclaredRule;
