import type { DeclaredRule } from '../types/rule.ts';
import { gradientOnly } from './declaration/traits.ts';

/**
 * Δ = −η ∂ᵢL(θ) eᵢ, i uniform on the coordinates.
 *
 * Every draw that moves has yᵀg = (∂ᵢL)² > 0; in expectation g = y/D.
 * Source: Nesterov 2012. Accuracy: one rounding. Cost: O(D).
 */
const randomCoordinateDescent = {
  name: 'random-coordinate-descent',
  source:
    'Nesterov, Efficiency of coordinate descent methods on huge-scale optimization problems, SIAM J. Optim. 22 (2012)',
  update({ gradient, stepSize, random }) {
    const chosen = Math.floor(random() * gradient.length);
    return gradient.map((d, i) => (i === chosen ? -stepSize * d : 0));
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, 'scale-linear', 'first-step-descent', 'constant-signs'],
} satisfies DeclaredRule;

export default randomCoordinateDescent;
