import { displacementOf } from '../../src/dynamics/output.ts';
import { parametersOf } from '../../src/dynamics/parameters.ts';
import { defaultHyperparameters } from '../../src/dynamics/trajectory.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import { flatLoss } from '../../src/losses/derived/flatLoss.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

/** What a rule that looks at gradients only is driven with: their loss is flat and is never asked. */
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
  rule: DeclaredRule,
  { theta, gradients, stepSize, hyperparameters }: Drive,
): Vector => {
  const random = seededRandom(0);
  const loss = flatLoss(theta.length);
  const parameters = parametersOf(loss, rule.shapes ?? 'vector');
  const knobs = { ...defaultHyperparameters(rule), ...hyperparameters };
  let state: unknown = rule.init?.(Float64Array.from(theta), {
    random,
    loss,
    parameters,
    hyperparameters: knobs,
  });
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
        parameters,
      },
      state,
    );
    delta = Float64Array.from(displacementOf(output, Float64Array.from(theta)));
    if ('state' in output) state = output.state;
  }
  return delta;
};
