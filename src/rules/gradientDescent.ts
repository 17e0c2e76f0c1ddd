import type { NamedRule } from '../types/rule.ts';

/**
 * Δ = −η∇L(θ).
 *
 * Every step that moves has yᵀg = ‖∇L‖² > 0 with ψ = 0, for every step size.
 * Source: Cauchy 1847. Accuracy: one rounding a coordinate. Cost: O(D).
 */
const gradientDescent = {
  name: 'gradient-descent',
  source:
    'Cauchy, Méthode générale pour la résolution des systèmes d’équations simultanées, C. R. Acad. Sci. Paris 25 (1847)',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
  contract: { effective: 'small-step', minCosine: 0.999 },
  traits: [
    'rests-at-zero-gradient',
    'odd',
    'scale-linear',
    'permutation-equivariant',
    'translation-equivariant',
    'orthogonal-equivariant',
    'block-separable',
    'unrelated-parameter-invariant',
    'skips-unused-parameter',
    'history-determined',
    'serialisable',
    'first-step-descent',
    'constant-signs',
    'step-size-linear',
    'constant-steps',
    'calibrated',
  ],
} satisfies NamedRule;

export default gradientDescent;
