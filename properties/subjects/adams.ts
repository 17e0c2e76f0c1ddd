import adam from '../../src/rules/adam.ts';
import type { DeclaredRule, RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';
import { adamWith, byCoordinate, type Coordinate } from './adamWith.ts';

/** Adam along another direction −Δᵢ/η, and with another gradient where one is given. */
export const adamAlong = (
  name: string,
  direction: (at: Coordinate, context: RuleContext, i: number) => number,
  gradient?: (context: RuleContext) => Vector,
): DeclaredRule =>
  adamWith(name, {
    delta: byCoordinate((at, { context }, i) => -context.stepSize * direction(at, context, i)),
    ...(gradient && { gradient }),
  });

/** m̂/(√v̂ + ε). */
export const adamDirection = ({
  mean,
  square,
  count,
  beta1,
  beta2,
  epsilon,
}: Omit<Coordinate, 'first' | 'second' | 'stepSize'>): number =>
  mean / (1 - beta1 ** count) / (Math.sqrt(square / (1 - beta2 ** count)) + epsilon);

interface Memory {
  readonly mean: Vector;
  readonly square: Vector;
}

const r = Math.fround;

/** Adam in single precision throughout, 1 − β from the rounded β. */
const singlePrecision: DeclaredRule = {
  ...adam,
  name: 'in single precision',
  precision: 'float32',
  init: (theta): Memory => ({
    mean: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize, step, hyperparameters }: RuleContext, { mean, square }: Memory) {
    const [beta1, beta2] = [r(hyperparameters.beta1!), r(hyperparameters.beta2!)];
    const d = gradient.map(r);
    const next: Memory = {
      mean: mean.map((m, i) => r(r(beta1 * m) + r(r(1 - beta1) * d[i]!))),
      square: square.map((v, i) => r(r(beta2 * v) + r(r(1 - beta2) * r(d[i]! * d[i]!)))),
    };
    const [c1, c2] = [r(1 - r(beta1 ** (step + 1))), r(1 - r(beta2 ** (step + 1)))];
    return {
      delta: next.mean.map((m, i) =>
        r(
          -r(stepSize) *
            r(r(m / c1) / r(r(Math.sqrt(r(next.square[i]! / c2))) + r(hyperparameters.epsilon!))),
        ),
      ),
      state: next,
    };
  },
};

/** Other ways to write Adam, equal to it in exact arithmetic. */
export const otherAdams: readonly DeclaredRule[] = [
  adamAlong('corrections drawn into the step size', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const root = Math.sqrt(1 - beta2 ** count);
    return ((root / (1 - beta1 ** count)) * mean) / (Math.sqrt(square) + epsilon * root);
  }),
  adamAlong('powers by logarithms', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const corrected = mean / -Math.expm1(count * Math.log(beta1));
    return corrected / (Math.sqrt(square / -Math.expm1(count * Math.log(beta2))) + epsilon);
  }),
  adamAlong('reciprocal first', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const reciprocal = 1 / (Math.sqrt(square / (1 - beta2 ** count)) + epsilon);
    return mean * reciprocal * (1 / (1 - beta1 ** count));
  }),
  adamAlong('as a difference of parameters', (at, { theta, stepSize }, i) => {
    const next = theta[i]! - stepSize * adamDirection(at);
    return (theta[i]! - next) / stepSize;
  }),
  singlePrecision,
];

/** Adam with one mistake each. */
export const wrongAdams: readonly DeclaredRule[] = [
  adamAlong('without bias correction', ({ mean, square, epsilon }) => mean / (Math.sqrt(square) + epsilon)),
  adamAlong(
    'bias correction multiplied',
    ({ mean, square, count, beta1, beta2, epsilon }) =>
      (mean * (1 - beta1 ** count)) / (Math.sqrt(square * (1 - beta2 ** count)) + epsilon),
  ),
  adamAlong('bias correction one step late', (at) => adamDirection({ ...at, count: at.count + 1 })),
  adamAlong(
    'epsilon inside the root',
    ({ mean, square, count, beta1, beta2, epsilon }) =>
      mean / (1 - beta1 ** count) / Math.sqrt(square / (1 - beta2 ** count) + epsilon),
  ),
  adamAlong('epsilon beside the uncorrected root', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const root = Math.sqrt(1 - beta2 ** count);
    return ((root / (1 - beta1 ** count)) * mean) / (Math.sqrt(square) + epsilon);
  }),
  adamAlong('moments of the step before', ({ mean, square, gradient, count, beta1, beta2, epsilon }) =>
    count < 2
      ? 0
      : adamDirection({
          mean: (mean - (1 - beta1) * gradient) / (beta1 || 1),
          square: (square - (1 - beta2) * gradient ** 2) / beta2,
          gradient,
          count: count - 1,
          beta1,
          beta2,
          epsilon,
        }),
  ),
  adamAlong('decoupled weight decay', (at, { theta }, i) => adamDirection(at) + 0.01 * theta[i]!),
  adamAlong('weight decay in the gradient', adamDirection, ({ gradient, theta }) =>
    gradient.map((d, i) => d + 0.01 * theta[i]!),
  ),
  adamAlong('looks ahead like Nesterov', (at) =>
    adamDirection({ ...at, mean: at.beta1 * at.mean + (1 - at.beta1) * at.gradient }),
  ),
  { ...singlePrecision, name: 'in single precision, declared as double', precision: 'float64' },
];
