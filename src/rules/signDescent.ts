import type { DeclaredRule } from '../types/rule.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/**
 * Δᵢ = −η sign(∂ᵢL(θ)).
 *
 * Every step that moves has yᵀg = ‖∇L‖₁ > 0 and cos ψ = ‖y‖₁/(√nnz(y)·‖y‖₂) (X9).
 * Source: Bernstein et al. 2018. Accuracy: exact. Cost: O(D).
 */
const signDescent = {
  name: 'sign-descent',
  source:
    'Bernstein, Wang, Azizzadenesheli, Anandkumar, signSGD: compressed optimisation for non-convex problems, ICML (2018)',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.sign(d)),
  contract: { effective: 'small-step' },
  traits: [
    ...gradientOnly,
    ...coordinatewise,
    ...followsSlopes,
    'scale-invariant',
    'constant-steps',
    'saturates',
  ],
} satisfies DeclaredRule;

export default signDescent;
