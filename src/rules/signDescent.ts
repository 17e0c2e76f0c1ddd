import type { NamedRule } from '../types/rule.ts';

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
    'rests-at-zero-gradient',
    'odd',
    'scale-invariant',
    'permutation-equivariant',
    'translation-equivariant',
    'block-separable',
    'unrelated-parameter-invariant',
    'skips-unused-parameter',
    'history-determined',
    'serialisable',
    'first-step-descent',
    'constant-signs',
    'step-size-linear',
    'constant-steps',
    'saturates',
  ],
} satisfies NamedRule;

export default signDescent;
