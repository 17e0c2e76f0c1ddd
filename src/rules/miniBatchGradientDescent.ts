import type { DeclaredRule } from '../types/rule.ts';
import { proportional } from './declaration/traits.ts';

/**
 * Δ = −η · mean over a batch of n samples, drawn with replacement, of the gradients of their losses.
 *
 * E[g] = −∇L(θ); single steps go uphill on L. On a loss without samples it is gradient descent.
 * Source: Robbins and Monro 1951. Accuracy: about n + 3 roundings. Cost: n gradients of a sample.
 */
const miniBatchGradientDescent = {
  name: 'mini-batch-gradient-descent',
  source: 'Robbins, Monro, A stochastic approximation method, Ann. Math. Stat. 22 (1951)',
  hyperparameters: { batch: { default: 2, min: 1, max: 4 } },
  update({ theta, gradient, stepSize, time, random, hyperparameters, loss }) {
    const { samples } = loss;
    if (!samples) return gradient.map((d) => -stepSize * d);
    const size = Math.round(hyperparameters.batch!);
    const sum = new Float64Array(theta.length);
    for (let n = 0; n < size; n++) {
      const one = samples.gradient(theta, Math.floor(random() * samples.count), time);
      for (let i = 0; i < sum.length; i++) sum[i]! += one[i]!;
    }
    return sum.map((d) => (-stepSize * d) / size);
  },
  contract: { effective: 'in-expectation', losses: ({ stochastic }) => stochastic },
  traits: [
    ...proportional,
    'permutation-equivariant',
    'translation-equivariant',
    'constant-steps',
    'calibrated',
  ],
} satisfies DeclaredRule;

export default miniBatchGradientDescent;
