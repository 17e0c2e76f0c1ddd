import lion from '../../../src/rules/lion.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Lion with β₁ and β₂ exchanged: what Lion is at other hyperparameters, so that no law of Lion fails. */
export default {
  ...lion,
  name: 'lion-averages-exchanged',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    return {
      delta: previous.map((m, i) => -stepSize * Math.sign(beta2 * m + (1 - beta2) * gradient[i]!)),
      state: previous.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!),
    };
  },
  modelledOn: 'slip: β₁ and β₂ of Chen et al. (2023), two hyperparameters of the same kind',
  meant: 'lion',
  alsoKnownAs: ['Lion with β₁ = 0.99 and β₂ = 0.9'],
  against: 'lion',
} satisfies FaultyRule;
