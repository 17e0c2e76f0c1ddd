import { runTrajectory } from '../../dynamics/trajectory.ts';
import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { optimalMetric } from '../../metric/optimal.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import type { Setting } from '../../types/scenario.ts';
import { usualRun } from './formCheck.ts';
import { type FormStep, fell, firstOrderSteps, formSteps, lossesOf } from './formStep.ts';
import { objectiveOf } from './objective.ts';
import type { Derived } from './outcomes.ts';
import { relativeFall } from './pathCheck.ts';
import { runOf } from './runs.ts';

/**
 * Every step of a case as a row: θ, the gradient that was shown, y = −D̄L, Δ, the loss before and behind it, ψ, κ* and
 * the spectrum of the optimal metric where the step lowered the loss.
 *
 * The margin is (L − L')/(|L| + |L'|), null where that lies inside the rounding of the loss. The run ends where the
 * rule diverges or its code fails.
 *
 * A check that judges updates to first order names the step size of the run that it looked at: then this is that run,
 * the full gradient shown and time frozen, and y = −∇L(θ), so that the rows bear out what the check says.
 *
 * Source: P5, P10. Cost: one run, and a gradient, two values and a bound a step.
 * @param derived the figures of the check's observation
 */
export const trajectoryRows = (setting: Setting, derived: Derived = {}): readonly TrajectoryRow[] => {
  const { rule, loss, scenario } = setting;
  const judged = judgedStepSize(derived);
  const { steps } =
    judged === undefined
      ? usualRun(setting, () => {})
      : runTrajectory(rule, loss, { ...runOf(setting, () => {}), frozen: true, stepSize: judged });
  const objective = objectiveOf(rule, loss);
  const losses = lossesOf(objective, steps);
  const scale = rule.stepSize === 'internal' ? 1 : (judged ?? scenario.stepSize);
  const pairs =
    judged === undefined
      ? formSteps(objective, steps, { losses, scale })
      : firstOrderSteps(objective, steps, scale);
  const forms = new Map(pairs.map((form) => [form.step, form]));
  return steps.map((step, k) => {
    const form = forms.get(step);
    const before = losses[k]!.value;
    const after = objective.facts.timeVarying ? objective.value(step.next, step.time) : losses[k + 1]!.value;
    return {
      step: step.index,
      theta: [...step.theta],
      gradient: [...step.gradient],
      y: [...(form?.y ?? objective.gradient(step.theta, step.time).map((value) => -value))],
      delta: [...step.delta],
      loss: before,
      lossAfter: after,
      angle: form?.geometry?.angle ?? null,
      ...spectrum(form),
      margin: form && fell(form) !== null ? relativeFall(before, after) : null,
    };
  });
};

/** The step size of the run whose updates a check judged to first order; undefined where it judged anything else. */
export const judgedStepSize = ({ stepSize }: Derived): number | undefined =>
  typeof stepSize === 'number' ? stepSize : undefined;

const spectrum = (
  form: FormStep | undefined,
): Pick<TrajectoryRow, 'conditionNumber' | 'smallestEigenvalue' | 'largestEigenvalue'> => {
  if (form?.geometry?.sign !== 1) {
    return { conditionNumber: null, smallestEigenvalue: null, largestEigenvalue: null };
  }
  const conditionNumber = minimumConditionNumber(form.geometry);
  if (!(conditionNumber < Number.POSITIVE_INFINITY)) {
    return { conditionNumber, smallestEigenvalue: null, largestEigenvalue: null };
  }
  const { eigenvalues } = optimalMetric({ ...form.geometry, g: form.g, y: form.y });
  return {
    conditionNumber,
    smallestEigenvalue: eigenvalues[0]!.value,
    largestEigenvalue: eigenvalues.at(-1)!.value,
  };
};
