import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';
import { emptyMemory, type LongMemory, nextMemory } from './moments/longMemory.ts';

/**
 * Δ = −η m/(√v̂ + ε), v̂ ← max(v̂, v), with Adam's moving averages m of ∇L and v of (∇L)², all 0 at the start.
 *
 * Neither average is corrected for its start, as in the paper; the paper has no ε, and 0/0 where no gradient was seen.
 * Source: Reddi, Kale and Kumar 2018, algorithm 2. Cost: O(D).
 */
const amsgrad = {
  name: 'amsgrad',
  source: 'Reddi, Kale, Kumar, On the convergence of Adam and beyond, ICLR (2018), arXiv:1904.09237',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
  },
  init: (theta: Vector) => emptyMemory(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: LongMemory) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const epsilon = hyperparameters.epsilon!;
    const next = nextMemory(state, gradient, { beta1, beta2 });
    const { moments, largest } = next;
    const delta = moments.mean.map((m, i) => (-stepSize * m) / (Math.sqrt(largest[i]!) + epsilon));
    return { delta, state: next };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default amsgrad;
