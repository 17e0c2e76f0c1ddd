import { standardNormal } from '../linalg/seeded.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { proportional } from './declaration/traits.ts';
import { finiteOrNothing, valueAlong } from './perturbation/perturbation.ts';

/**
 * Δ = −η (L(θ + σξ) − L(θ))/σ · ξ, ξ standard normal.
 *
 * E[g] is the negative gradient of E[L(θ + σξ)]: −∇L exactly where L is a polynomial of degree 2 or less.
 * A draw goes uphill where the slope along ξ is below σ times the curvature: the promise is a share.
 * Source: Werfel, Xie and Seung 2005. Accuracy: u|L|/σ in the quotient. Cost: two values of L.
 */
const weightPerturbation = {
  name: 'weight-perturbation',
  source:
    'Werfel, Xie, Seung, Learning curves for stochastic gradient descent in linear feedforward networks, Neural Comput. 17 (2005)',
  hyperparameters: { spread: { default: 1e-4, min: 1e-6, max: 1e-3 } },
  update(context) {
    const sigma = context.hyperparameters.spread!;
    const noise = context.theta.map(() => standardNormal(context.random));
    const rise = valueAlong(context, noise, sigma) - context.loss.value(context.theta, context.time);
    const quotient = finiteOrNothing(rise / sigma);
    return noise.map((xi) => -context.stepSize * quotient * xi);
  },
  contract: { effective: { share: 0.75 } },
  traits: [...proportional],
} satisfies DeclaredRule;

export default weightPerturbation;
