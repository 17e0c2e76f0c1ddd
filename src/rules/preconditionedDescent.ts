import type { DeclaredRule } from '../types/rule.ts';
import { gradientOnly } from './declaration/traits.ts';

/**
 * Δ = −ηP∇L(θ) with the fixed SPD matrix Pᵢⱼ = r^|i−j|.
 *
 * P⁻¹ is a metric of every step that moves: yᵀg = yᵀPy > 0, and κ* ≤ κ(P) < ((1 + |r|)/(1 − |r|))² (X9), so that
 * cos ψ > (1 − r²)/(1 + r²) ≥ 0.104 for |r| ≤ 0.9 (X2).
 * Source: Amari 1998 with a constant metric; P is the matrix of Kac, Murdock and Szegő 1953.
 * Accuracy: about 2D roundings. Cost: O(D) by one recursion in each direction.
 */
const preconditionedDescent = {
  name: 'preconditioned-descent',
  source:
    'Amari, Natural gradient works efficiently in learning, Neural Comput. 10 (1998), with a constant metric',
  hyperparameters: { correlation: { default: 0.5, min: -0.9, max: 0.9 } },
  update({ gradient, stepSize, hyperparameters }) {
    const r = hyperparameters.correlation!;
    const product = gradient.slice();
    for (let i = 1; i < product.length; i++) product[i]! += r * product[i - 1]!;
    let carried = 0;
    for (let i = gradient.length - 1; i >= 0; i--) {
      product[i]! += carried;
      carried = r * (carried + gradient[i]!);
    }
    return product.map((d) => -stepSize * d);
  },
  contract: { effective: 'small-step', minCosine: 0.1 },
  traits: [...gradientOnly, 'scale-linear', 'constant-steps'],
} satisfies DeclaredRule;

export default preconditionedDescent;
