import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';

/** Gradient descent whose step size is ten times smaller for each parameter nearer to the input. Source: Howard, Ruder 2018, arXiv:1801.06146, section 3.2, with another factor. */
export default {
  name: 'slower-towards-the-input',
  update({ gradient, stepSize, parameters }: RuleContext) {
    const delta = gradient.slice();
    for (const [k, { from, to }] of parameters.entries()) {
      const rate = stepSize * 0.1 ** (parameters.length - 1 - k);
      for (let i = from; i < to; i++) delta[i] = -rate * gradient[i]!;
    }
    return delta;
  },
  contract: { effective: 'small-step' },
} satisfies DeclaredRule;
