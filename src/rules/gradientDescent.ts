import type { DeclaredRule } from '../types/rule.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

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
    ...gradientOnly,
    ...coordinatewise,
    ...followsSlopes,
    'scale-linear',
    'orthogonal-equivariant',
    'constant-steps',
    'calibrated',
  ],
} satisfies DeclaredRule;

export default gradientDescent;
