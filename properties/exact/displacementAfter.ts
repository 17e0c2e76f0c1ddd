import { flatLoss } from '../../../src/checks/parts/flatLoss.ts';
import { defaultHyperparameters } from '../../../src/dynamics/trajectory.ts';
import { seededRandom } from '../../../src/linalg/seeded.ts';
import type { NamedRule } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

/** What a rule that looks at gradients only is driven with: the loss behind them is flat and is never asked. */
export interface Drive {
  /** θ at every step, shape (D). */
  readonly theta: readonly number[];
  /** Gradients shown, shape (steps, D). */
  readonly gradients: readonly (readonly number[])[];
  readonly stepSize: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
}

/** Δ of the last step of a rule that is shown these gradients one after the other, shape (D). */
export const displacementAfter = (
  rule: NamedRule,
  { theta, gradients, stepSize, hyperparameters }: Drive,
): Vector => {
  const random = seededRandom(0);
  const loss = flatLoss(theta.length);
  const knobs = { ...defaultHyperparameters(rule), ...hyperparameters };
  let state: unknown = rule.init?.(Float64Array.from(theta), { random, loss, hyperparameters: knobs });
  let delta: Vector = new Float64Array(theta.length);
  for (const [step, gradient] of gradients.entries()) {
    const output = rule.update(
      {
        theta: Float64Array.from(theta),
        gradient: Float64Array.from(gradient),
        stepSize,
        step,
        time: step * stepSize,
        random,
        hyperparameters: knobs,
        loss,
      },
      state,
    );
    if ('delta' in output) {
      delta = Float64Array.from(output.delta);
      if ('state' in output) state = output.state;
    } else delta = Float64Array.from(output);
  }
  return delta;
};
