import { mixSeed, seededRandom } from '../linalg/seeded.ts';
import { plural } from '../numbers.ts';
import type { Loss } from '../types/loss.ts';
import type { LearningRule, RuleOutput } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { flatState } from './flatState.ts';
import { displacementOf } from './output.ts';
import { parametersOf } from './parameters.ts';
import { defaultHyperparameters } from './trajectory.ts';

/** An autonomous map of the full state x = (θ, memory of the rule, step, time) and the loss that it should lower. */
export interface UpdateMap {
  /** x₀, shape (N). */
  readonly initial: Vector;
  /** N. */
  readonly dimension: number;
  /** F(x), a fresh array of shape (N); any x may be asked, on the trajectory or off it. */
  apply(x: Vector): Vector;
  /** L(θ, t) of the state. */
  loss(x: Vector): number;
  /** The bound on its rounding error. */
  lossRoundoff(x: Vector): number;
}

/** What an update map depends on besides the rule and the loss. */
export interface MapSetting {
  /** θ₀, shape (D). */
  readonly theta: Vector;
  readonly stepSize: number;
  readonly seed: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
}

/**
 * F(θ, memory, k, t) = (θ + Δ, memory', k + 1, t + η): the rule as a deterministic map without hidden state.
 *
 * The source of randomness at step k is seeded by (seed, k), so that the noise is part of the state as well.
 * Counters that are not whole numbers, as they occur between two states, are handed to the rule rounded.
 *
 * Source: P8.
 * @throws TypeError where the rule's state holds anything but numbers, or changes its form from step to step
 * Cost: a gradient and a call of the rule, O(N).
 */
export const updateMap = (rule: LearningRule, loss: Loss, setting: MapSetting): UpdateMap => {
  const hyperparameters = { ...defaultHyperparameters(rule), ...setting.hyperparameters };
  const dimension = loss.dimension;
  const parameters = parametersOf(loss, rule.shapes ?? 'vector');
  const random = (step: number) => seededRandom(mixSeed(setting.seed, 'map', step));
  const started: unknown = rule.init?.(setting.theta.slice(), {
    random: random(-1),
    loss,
    hyperparameters,
    parameters,
  });
  const call = (theta: Vector, state: unknown, step: number, time: number): RuleOutput =>
    rule.update(
      {
        theta: theta.slice(),
        gradient: loss.gradient(theta, time),
        stepSize: setting.stepSize,
        step,
        time,
        random: random(step),
        hyperparameters,
        loss,
        parameters,
      },
      state,
    );
  const shape = flatState(started);
  const count = shape.values.length;
  const size = dimension + count + 2;
  const initial = new Float64Array(size);
  initial.set(setting.theta);
  initial.set(shape.values, dimension);
  const timeOf = (x: Vector): number => x[size - 1]!;
  const thetaOf = (x: Vector): Vector => x.slice(0, dimension);
  return {
    initial,
    dimension: size,
    apply(x) {
      const theta = thetaOf(x);
      const state = shape.restore(x.slice(dimension, dimension + count));
      const output = call(theta, state, Math.round(x[size - 2]!), timeOf(x));
      const { delta, after } = read(output, theta, state);
      const memory = flatState(after).values;
      if (memory.length !== count) {
        throw new TypeError(
          `updateMap: the state must keep its form, got ${plural(memory.length, 'number')} after ${count}`,
        );
      }
      const next = new Float64Array(size);
      for (let i = 0; i < dimension; i++) next[i] = theta[i]! + delta[i]!;
      next.set(memory, dimension);
      next[size - 2] = x[size - 2]! + 1;
      next[size - 1] = x[size - 1]! + setting.stepSize;
      return next;
    },
    loss: (x) => loss.value(thetaOf(x), timeOf(x)),
    lossRoundoff: (x) => loss.roundoff(thetaOf(x), timeOf(x)).value,
  };
};

const read = (
  output: RuleOutput,
  theta: Vector,
  state: unknown,
): { readonly delta: ArrayLike<number>; readonly after: unknown } => ({
  delta: displacementOf(output, theta),
  after: 'state' in output ? output.state : state,
});
