import { standardNormal } from '../linalg/seeded.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { proportional } from './declaration/traits.ts';
import { finiteOrNothing, valueAlong } from './perturbation/perturbation.ts';

/**
 * Δ = −η · mean over n draws of (L(θ + σξ) − L(θ − σξ))/(2σ) · ξ, ξ standard normal.
 *
 * E[g] is the negative gradient of E[L(θ + σξ)], which can oppose −∇L where L varies on the scale of σ: the promise
 * is a share. On polynomials of degree 2 or less yᵀE[g] = ‖y‖².
 * Source: Salimans et al. 2017, algorithm 1 with mirrored sampling. Cost: 2n values of L.
 */
const evolutionStrategy = {
  name: 'evolution-strategy',
  source:
    'Salimans, Ho, Chen, Sidor, Sutskever, Evolution strategies as a scalable alternative to reinforcement learning (2017), arXiv:1703.03864',
  hyperparameters: {
    population: { default: 4, min: 1, max: 8 },
    spread: { default: 0.1, min: 1e-2, max: 0.5 },
  },
  update(context) {
    const count = Math.round(context.hyperparameters.population!);
    const sigma = context.hyperparameters.spread!;
    const delta = new Float64Array(context.theta.length);
    for (let n = 0; n < count; n++) {
      const noise = context.theta.map(() => standardNormal(context.random));
      const rise = valueAlong(context, noise, sigma) - valueAlong(context, noise, -sigma);
      const weight = (-context.stepSize * finiteOrNothing(rise / (2 * sigma))) / count;
      for (let i = 0; i < delta.length; i++) delta[i]! += weight * noise[i]!;
    }
    return delta;
  },
  contract: { effective: { share: 0.75 } },
  traits: [...proportional],
} satisfies DeclaredRule;

export default evolutionStrategy;
