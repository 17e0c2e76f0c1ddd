import { type Resumption, type Run, runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { Vector, VectorLike } from '../../types/vector.ts';

/** Gradients that a rule is shown whatever it does, and where it starts. */
export interface History extends Pick<Scenario, 'stepSize' | 'seed' | 'hyperparameters'> {
  /** θ₀, shape (D). */
  readonly theta: VectorLike;
  /** Shape (steps, D). */
  readonly gradients: readonly Vector[];
  readonly from?: Resumption;
}

/** Lₖ = gₖᵀθ at step k: a rule that follows its own Δ is shown gradients that do not depend on it. */
export const prescribedLoss = (gradients: readonly Vector[], stepSize: number): Loss => {
  const dimension = gradients[0]?.length ?? 1;
  const centre = new Float64Array(dimension);
  const loss = linearLoss(dimension, (time = 0) => ({
    level: 0,
    slope: gradients[Math.round(time / stepSize)] ?? centre,
    centre,
  }));
  return { ...loss, facts: { ...loss.facts, timeVarying: true } };
};

/** The run of {@link respond}, as it is asked of `dynamics`. */
export const prescribedRun = ({ gradients, from, ...history }: History): Run => ({
  ...history,
  steps: gradients.length,
  ...(from && { from }),
});

/** What a rule makes of a history. Cost: a call of the rule a step. */
export const respond = (rule: NamedRule, history: History): Trajectory =>
  runTrajectory(rule, prescribedLoss(history.gradients, history.stepSize), prescribedRun(history));
