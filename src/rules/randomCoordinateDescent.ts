import type { NamedRule } from '../types/rule.ts';

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
  traits: [
    'rests-at-zero-gradient',
    'odd',
    'scale-linear',
    'translation-equivariant',
    'history-determined',
    'serialisable',
    'first-step-descent',
    'constant-signs',
    'step-size-linear',
  ],
} satisfies NamedRule;

export default randomCoordinateDescent;
