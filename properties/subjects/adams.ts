import adam from '../../../src/rules/adam.ts';
import type { NamedRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

/** Biased moments of one coordinate behind an update, and what belongs to the step. */
export interface Coordinate {
  /** m and v. */
  readonly mean: number;
  readonly square: number;
  readonly gradient: number;
  /** t, from 1. */
  readonly count: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

interface Memory {
  readonly mean: Vector;
  readonly square: Vector;
}

/** Adam with another direction −Δᵢ/η from the moments of each coordinate, and another input in place of ∂ᵢL if wanted. */
export const adamWith = (
  name: string,
  direction: (at: Coordinate, context: RuleContext, i: number) => number,
  input: (context: RuleContext, i: number) => number = ({ gradient }, i) => gradient[i]!,
): NamedRule => ({
  ...adam,
  name,
  init: (theta): Memory => ({
    mean: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
  }),
  update(context: RuleContext, { mean, square }: Memory) {
    const [beta1, beta2] = [context.hyperparameters.beta1!, context.hyperparameters.beta2!];
    const epsilon = context.hyperparameters.epsilon!;
    const gradient = context.gradient.map((_, i) => input(context, i));
    const next: Memory = {
      mean: mean.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!),
      square: square.map((v, i) => beta2 * v + (1 - beta2) * gradient[i]! ** 2),
    };
    const delta = gradient.map(
      (d, i) =>
        -context.stepSize *
        direction(
          {
            mean: next.mean[i]!,
            square: next.square[i]!,
            gradient: d,
            count: context.step + 1,
            beta1,
            beta2,
            epsilon,
          },
          context,
          i,
        ),
    );
    return { delta, state: next };
  },
});

/** m̂/(√v̂ + ε). */
export const adamDirection = ({ mean, square, count, beta1, beta2, epsilon }: Coordinate): number =>
  mean / (1 - beta1 ** count) / (Math.sqrt(square / (1 - beta2 ** count)) + epsilon);

const r = Math.fround;

/** Adam in single precision throughout, 1 − β from the rounded β. */
const singlePrecision: NamedRule = {
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
export const otherAdams: readonly NamedRule[] = [
  adamWith('corrections drawn into the step size', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const root = Math.sqrt(1 - beta2 ** count);
    return ((root / (1 - beta1 ** count)) * mean) / (Math.sqrt(square) + epsilon * root);
  }),
  adamWith('powers by logarithms', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const corrected = mean / -Math.expm1(count * Math.log(beta1));
    return corrected / (Math.sqrt(square / -Math.expm1(count * Math.log(beta2))) + epsilon);
  }),
  adamWith('reciprocal first', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const reciprocal = 1 / (Math.sqrt(square / (1 - beta2 ** count)) + epsilon);
    return mean * reciprocal * (1 / (1 - beta1 ** count));
  }),
  adamWith('as a difference of parameters', (at, { theta, stepSize }, i) => {
    const next = theta[i]! - stepSize * adamDirection(at);
    return (theta[i]! - next) / stepSize;
  }),
  singlePrecision,
];

/** Adam with one mistake each. */
export const wrongAdams: readonly NamedRule[] = [
  adamWith('without bias correction', ({ mean, square, epsilon }) => mean / (Math.sqrt(square) + epsilon)),
  adamWith(
    'bias correction multiplied',
    ({ mean, square, count, beta1, beta2, epsilon }) =>
      (mean * (1 - beta1 ** count)) / (Math.sqrt(square * (1 - beta2 ** count)) + epsilon),
  ),
  adamWith('bias correction one step late', (at) => adamDirection({ ...at, count: at.count + 1 })),
  adamWith(
    'epsilon inside the root',
    ({ mean, square, count, beta1, beta2, epsilon }) =>
      mean / (1 - beta1 ** count) / Math.sqrt(square / (1 - beta2 ** count) + epsilon),
  ),
  adamWith('epsilon beside the uncorrected root', ({ mean, square, count, beta1, beta2, epsilon }) => {
    const root = Math.sqrt(1 - beta2 ** count);
    return ((root / (1 - beta1 ** count)) * mean) / (Math.sqrt(square) + epsilon);
  }),
  adamWith('moments of the step before', ({ mean, square, gradient, count, beta1, beta2, epsilon }) =>
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
  adamWith('decoupled weight decay', (at, { theta }, i) => adamDirection(at) + 0.01 * theta[i]!),
  adamWith(
    'weight decay in the gradient',
    adamDirection,
    ({ gradient, theta }, i) => gradient[i]! + 0.01 * theta[i]!,
  ),
  adamWith('looks ahead like Nesterov', (at) =>
    adamDirection({ ...at, mean: at.beta1 * at.mean + (1 - at.beta1) * at.gradient }),
  ),
  { ...singlePrecision, name: 'in single precision, declared as double', precision: 'float64' },
];
