import type { DeclaredRule } from '../types/rule.ts';
import { proportional } from './declaration/traits.ts';
import { finiteOrNothing, valueAlong } from './perturbation/perturbation.ts';

/**
 * Δ = −η (L(θ + cδ) − L(θ − cδ))/(2c) · δ, every δᵢ = ±1 with equal odds (so that 1/δᵢ = δᵢ).
 *
 * On polynomials of degree 2 or less yᵀg = (yᵀδ)² and E[g] = −∇L exactly. Elsewhere a draw goes uphill where the
 * slope along δ is below c² times the third derivative, or below the rounding: the promise is a share.
 * Source: Spall 1992, with constant gains. Accuracy: u|L|/c in the quotient. Cost: two values of L.
 */
const spsa = {
  name: 'spsa',
  source:
    'Spall, Multivariate stochastic approximation using a simultaneous perturbation gradient approximation, IEEE Trans. Autom. Control 37 (1992)',
  hyperparameters: { radius: { default: 1e-2, min: 1e-3, max: 1e-1 } },
  update(context) {
    const c = context.hyperparameters.radius!;
    const signs = context.theta.map(() => (context.random() < 0.5 ? -1 : 1));
    const rise = valueAlong(context, signs, c) - valueAlong(context, signs, -c);
    const quotient = finiteOrNothing(rise / (2 * c));
    return signs.map((sign) => -context.stepSize * quotient * sign);
  },
  contract: { effective: { share: 0.75 } },
  traits: [...proportional, 'calibrated'],
} satisfies DeclaredRule;

export default spsa;
