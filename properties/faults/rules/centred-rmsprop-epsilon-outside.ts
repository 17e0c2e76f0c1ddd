import centredRmsprop from '../../../src/rules/centredRmsprop.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Centred RMSProp with √(n − m²) + ε: rounding makes the radicand of a constant gradient negative. */
export default {
  ...centredRmsprop,
  name: 'centred-rmsprop-epsilon-outside',
  init: (theta: Vector) => ({
    square: new Float64Array(theta.length),
    mean: new Float64Array(theta.length),
  }),
  update(
    { gradient, stepSize, hyperparameters }: RuleContext,
    previous: { readonly square: Vector; readonly mean: Vector },
  ) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const square = previous.square.map((n, i) => rho * n + (1 - rho) * gradient[i]! ** 2);
    const mean = previous.mean.map((m, i) => rho * m + (1 - rho) * gradient[i]!);
    const delta = gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(square[i]! - mean[i]! ** 2) + epsilon));
    return { delta, state: { square, mean } };
  },
  modelledOn: 'apache/mxnet#6235: weights became NaN as n − m² was rounded below zero',
  meant: 'centred-rmsprop',
} satisfies FaultyRule;
