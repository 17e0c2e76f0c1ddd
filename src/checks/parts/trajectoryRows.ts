import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { optimalMetric } from '../../metric/optimal.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import type { Setting } from '../../types/scenario.ts';
import { usualRun } from './formCheck.ts';
import { type FormStep, fell, formSteps, lossesOf } from './formStep.ts';
import { objectiveOf } from './objective.ts';
import { relativeFall } from './pathCheck.ts';

/**
 * Every step of a case as a row: θ, the gradient that was shown, y = −D̄L, Δ, the loss before and behind it, ψ, κ* and
 * the spectrum of the optimal metric where the step lowered the loss.
 *
 * The margin is (L − L')/(|L| + |L'|), null where that lies inside the rounding of the loss. The run ends where the
 * rule diverges or its code fails.
 * Source: P5, P10. Cost: one run, and a gradient, two values and a bound a step.
 */
export const trajectoryRows = (setting: Setting): readonly TrajectoryRow[] => {
  const { rule, loss, scenario } = setting;
  const { steps } = usualRun(setting, () => {});
  const objective = objectiveOf(rule, loss);
  const losses = lossesOf(objective, steps);
  const scale = rule.stepSize === 'internal' ? 1 : scenario.stepSize;
  const forms = new Map(formSteps(objective, steps, { losses, scale }).map((form) => [form.step, form]));
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
