import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import { emptyMemory, type LongMemory, nextMemory } from '../../rules/moments/longMemory.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** AMSGrad with Adam's corrections of m and of the largest v, as PyTorch's Adam(amsgrad=True) has it. */
export default {
  name: 'amsgrad-with-corrections',
  source:
    'Reddi, Kale, Kumar, On the convergence of Adam and beyond, ICLR (2018), with the corrections of Adam',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
  },
  init: (theta: Vector) => emptyMemory(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, before: LongMemory) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const next = nextMemory(before, gradient, { beta1, beta2 });
    const { count, mean } = next.moments;
    const delta = mean.map((m, i) => {
      const root = Math.sqrt(next.largest[i]! / (1 - beta2 ** count));
      return (-stepSize * m) / (1 - beta1 ** count) / (root + hyperparameters.epsilon!);
    });
    return { delta, state: next };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;
