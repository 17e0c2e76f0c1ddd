import { standardNormal } from '../linalg/seeded.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { gradientOnly } from './declaration/traits.ts';

/**
 * Δ = −η (∇L(θ)ᵀξ) ξ, ξ standard normal.
 *
 * Every draw that moves has yᵀg = (yᵀξ)² > 0, and E[g] = y (X9).
 * Source: Baydin et al. 2022. Accuracy: about D roundings in ∇Lᵀξ. Cost: O(D).
 */
const forwardGradient = {
  name: 'forward-gradient',
  source: 'Baydin, Pearlmutter, Syme, Wood, Torr, Gradients without backpropagation (2022), arXiv:2202.08587',
  update({ gradient, stepSize, random }) {
    const noise = gradient.map(() => standardNormal(random));
    const slope = gradient.reduce((sum, d, i) => sum + d * noise[i]!, 0);
    return noise.map((xi) => -stepSize * slope * xi);
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, 'scale-linear'],
} satisfies DeclaredRule;

export default forwardGradient;
