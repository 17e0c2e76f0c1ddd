import adadelta from '../../../src/rules/adadelta.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

export interface MeanSquares {
  readonly gradient: Vector;
  readonly displacement: Vector;
}

/** Adadelta whose second average is that of ηx instead of x. */
export default {
  ...adadelta,
  name: 'adadelta-averages-scaled-displacement',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: MeanSquares) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const a = state.gradient.map((mean, i) => rho * mean + (1 - rho) * gradient[i]! ** 2);
    const x = gradient.map(
      (d, i) => (-d * Math.sqrt(state.displacement[i]! + epsilon)) / Math.sqrt(a[i]! + epsilon),
    );
    const b = state.displacement.map((mean, i) => rho * mean + (1 - rho) * (stepSize * x[i]!) ** 2);
    return { delta: x.map((d) => stepSize * d), state: { gradient: a, displacement: b } };
  },
  modelledOn:
    'convention: the average of ηx, which keras-team/keras#11532 proposes; Zeiler (2012) has no η, and adadelta averages x',
  meant: 'adadelta',
} satisfies FaultyRule;
