import { fell } from '../../dynamics/lossDrop.ts';
import { relativeFall } from '../../dynamics/lossPath.ts';
import { trajectory } from '../../dynamics/running.ts';
import { type FormStep, secantPairs, tangentPairs } from '../../dynamics/secantPairs.ts';
import { isThrown } from '../../errors.ts';
import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { hasOptimalMetric, optimalMetric } from '../../metric/optimal.ts';
import { ContractError } from '../../rules/declaration/objective.ts';
import type { Derived } from '../../types/check.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import type { Run, Running } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { evidenceOf, noisyRunOf, runOf } from './run.ts';

/**
 * Every step of a case as a row: θ, the gradient that was shown, y = −D̄L, Δ, the loss before and after it, ψ, κ* and
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
export function* trajectoryRows(setting: Setting, derived: Derived = {}): Running<readonly TrajectoryRow[]> {
  try {
    return yield* rowsOf(setting, derived);
  } catch (error) {
    // An objective that fails has no rows; what it did wrong is said by the checks.
    if (isThrown(error, ContractError)) return [];
    throw error;
  }
}

function* rowsOf(setting: Setting, derived: Derived): Running<readonly TrajectoryRow[]> {
  const { rule, loss, scenario } = setting;
  const judged = derived.stepSize;
  const run: Run =
    judged === undefined ? noisyRunOf(setting) : { ...runOf(setting), frozen: true, stepSize: judged };
  const evidence = evidenceOf(setting, run, yield* trajectory(rule, loss, run));
  const scale = rule.stepSize === 'internal' ? 1 : (judged ?? scenario.stepSize);
  const pairs = judged === undefined ? secantPairs(evidence, scale) : tangentPairs(evidence, scale);
  const forms = new Map(pairs.map((form) => [form.k, form]));
  return evidence.steps.map((step, k) => {
    const form = forms.get(k);
    const [before, after] = [evidence.loss(k).value, evidence.lossAfter(k).value];
    return {
      step: step.index,
      theta: [...step.theta],
      gradient: [...step.gradient],
      y: [...(form?.y ?? evidence.y(k))],
      delta: [...step.delta],
      loss: before,
      lossAfter: after,
      angle: form?.geometry?.angle ?? null,
      ...spectrum(form),
      margin: form && fell(form) !== null ? relativeFall(before, after) : null,
    };
  });
}

const spectrum = (
  form: FormStep | undefined,
): Pick<TrajectoryRow, 'conditionNumber' | 'smallestEigenvalue' | 'largestEigenvalue'> => {
  const none = { conditionNumber: null, smallestEigenvalue: null, largestEigenvalue: null };
  if (form?.geometry?.sign !== 1) return none;
  const conditionNumber = minimumConditionNumber(form.geometry);
  if (!hasOptimalMetric(form.geometry)) return { ...none, conditionNumber };
  const { eigenvalues } = optimalMetric({ ...form.geometry, g: form.g, y: form.y });
  return {
    conditionNumber,
    smallestEigenvalue: eigenvalues[0]!.value,
    largestEigenvalue: eigenvalues.at(-1)!.value,
  };
};
