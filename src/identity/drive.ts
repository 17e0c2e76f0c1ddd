import { readOutput } from '../dynamics/output.ts';
import { parametersOf } from '../dynamics/parameters.ts';
import { isThrown, SubjectLost } from '../errors.ts';
import { seededRandom } from '../linalg/seeded.ts';
import { linearLoss } from '../losses/derived/linearLoss.ts';
import type { Loss } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';

/** Gradients that a rule is shown, whatever it does: ∇Lₖ of the losses Lₖ = gₖᵀθ. */
export interface Stimulus {
  readonly name: string;
  /** θ₀, shape (D). */
  readonly start: Vector;
  /** Shape (steps, D). */
  readonly gradients: readonly Vector[];
  /** η of each step. */
  readonly stepSizes: readonly number[];
}

/** What a rule made of a stimulus. */
export interface Response {
  /** Δ of each step, as far as the rule came; shape (D) each. */
  readonly deltas: readonly Vector[];
  /** θ at each step, shape (D) each. */
  readonly thetas: readonly Vector[];
  readonly draws: number;
  /** Whether it asked for more of its loss than its dimension. */
  readonly readsLoss: boolean;
}

/**
 * Runs a rule on prescribed gradients: on its own path θₖ₊₁ = θₖ + Δₖ, or on that of another rule.
 *
 * A run ends at the first step at which the rule throws, or returns no finite Δ. Cost: a call of the rule a step.
 */
export const drive = (
  rule: NamedRule,
  { start, gradients, stepSizes }: Stimulus,
  setting: {
    readonly hyperparameters: Readonly<Record<string, number>>;
    /** θ at each step, in place of the rule's own path. */
    readonly thetas?: readonly Vector[];
    /** Asked after each step: whether it is enough. */
    readonly isEnough?: (step: number, delta: Vector) => boolean;
  },
): Response => {
  const { hyperparameters, thetas: path, isEnough } = setting;
  const dimension = start.length;
  let [draws, readsLoss, step] = [0, false, 0];
  const source = seededRandom(1, 'identity');
  const random = (): number => {
    draws++;
    return source();
  };
  const plain = linearLoss(dimension, () => ({
    level: 0,
    slope: gradients[step]!,
    centre: new Float64Array(dimension),
  }));
  const loss: Loss = new Proxy(plain, {
    get(target, name) {
      readsLoss ||= name !== 'dimension' && name !== 'facts';
      return Reflect.get(target, name);
    },
  });
  const parameters = parametersOf(plain, rule.shapes);
  const deltas: Vector[] = [];
  const thetas: Vector[] = [];
  let theta = start;
  let time = 0;
  try {
    let state: unknown = rule.init?.(start.slice(), { random, loss, hyperparameters, parameters });
    for (; step < gradients.length; step++) {
      theta = path?.[step] ?? theta;
      const stepSize = stepSizes[step]!;
      const gradient = gradients[step]!.slice();
      const context = { theta: theta.slice(), gradient, stepSize, step, time, random, hyperparameters, loss };
      const read = readOutput(rule.update({ ...context, parameters }, state), dimension);
      if ('fault' in read) break;
      const { values } = read;
      const delta = read.what === 'Δθ' ? values : values.map((x, i) => x - theta[i]!);
      if (!delta.every(Number.isFinite)) break;
      deltas.push(delta);
      thetas.push(theta);
      theta = read.what === 'Δθ' ? theta.map((x, i) => x + delta[i]!) : values;
      if (read.replacesState) state = read.state;
      time += stepSize;
      if (isEnough?.(step, delta)) break;
    }
  } catch (error) {
    // Whatever a rule throws, its run is over; a subject that is gone has no other.
    if (isThrown(error, SubjectLost)) throw error;
  }
  return { deltas, thetas, draws, readsLoss };
};
