import lars from '../../../src/rules/lars.ts';
import { byLayer } from '../../../src/rules/layers/layers.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

const squareOf = (values: Vector): number => values.reduce((sum, x) => sum + x * x, 0);

/** LARS whose trust ratio is ‖θ‖/‖∇L‖² for every layer: the root of the second norm was left out. */
export default {
  ...lars,
  name: 'lars-divides-by-the-square',
  update({ theta, gradient, stepSize, hyperparameters, parameters }: RuleContext, previous: Vector) {
    const [b, rate] = [hyperparameters.momentum!, stepSize * hyperparameters.trust!];
    const push = byLayer(parameters, gradient, (d, { from, to }) => {
      const [weight, slope] = [Math.sqrt(squareOf(theta.subarray(from, to))), squareOf(d)];
      return weight > 0 && slope > 0 ? d.map((x) => (weight * x) / slope) : d;
    });
    const velocity = previous.map((v, i) => b * v + rate * push[i]!);
    return { delta: velocity.map((v) => -v), state: velocity };
  },
  modelledOn: 'slip: a norm that is squared and whose root is not taken',
  meant: 'lars',
  against: 'lars',
} satisfies FaultyRule;
