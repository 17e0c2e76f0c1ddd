import adadelta from '../../../src/rules/adadelta.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

export interface MeanSquares {
  readonly gradient: Vector;
  readonly displacement: Vector;
}

/** Adadelta that divides by the mean square from before this gradient. */
export default {
  ...adadelta,
  name: 'adadelta-old-denominator',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: MeanSquares) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const a = state.gradient.map((mean, i) => rho * mean + (1 - rho) * gradient[i]! ** 2);
    const x = gradient.map(
      (d, i) => (-d * Math.sqrt(state.displacement[i]! + epsilon)) / Math.sqrt(state.gradient[i]! + epsilon),
    );
    const b = state.displacement.map((mean, i) => rho * mean + (1 - rho) * x[i]! ** 2);
    return { delta: x.map((d) => stepSize * d), state: { gradient: a, displacement: b } };
  },
  modelledOn:
    'slip: two lines of Zeiler (2012), algorithm 1, exchanged: the accumulator is updated after its use',
  meant: 'adadelta',
  // Both averages begin with 0, so that x = −∇L makes them equal, and equal averages make x = −∇L.
  alsoKnownAs: ['gradient-descent'],
} satisfies FaultyRule;
