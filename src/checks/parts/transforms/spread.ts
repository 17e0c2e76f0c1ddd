import { runTrajectory, type Step } from '../../../dynamics/trajectory.ts';
import { inputPerturbation, spreadFactor } from '../../../linalg/rounding.ts';
import { seededRandom } from '../../../linalg/seeded.ts';
import type { Announce } from '../../../types/check.ts';
import type { Loss } from '../../../types/loss.ts';
import type { Setting } from '../../../types/scenario.ts';
import type { Vector } from '../../../types/vector.ts';
import { perturbedLoss, perturbedShown } from '../perturbed.ts';
import type { Gap } from './compareRuns.ts';
import type { Variant } from './law.ts';

/** Perturbed runs on either side. */
const repetitions = 4;

/**
 * How far Δᵢ of a step moves when the gradients, θ and the loss that the rule is shown move by a few units in the last
 * place: the largest change over several random perturbations of both runs, times a factor of safety.
 *
 * A rule that divides by a difference, takes the sign of a sum near 0 or compares values of the loss answers rounding
 * errors with large changes; no bound that knows nothing of the rule can foresee them.
 *
 * @returns Infinity where a perturbed run ends before that step
 * Cost: eight runs.
 */
export const conditionedSpread = (given: {
  readonly setting: Setting;
  readonly announce: Announce;
  readonly variant: Variant;
  readonly plain: readonly Step[];
  readonly other: readonly Step[];
}): ((gap: Gap) => number) => {
  const { setting, announce, variant, plain, other } = given;
  const { rule, loss, scenario } = setting;
  const random = seededRandom(scenario.seed, 'perturbation');
  const amount = inputPerturbation(rule.precision ?? 'float64');
  const run = (steps: readonly Step[], shownLoss: Loss, onStep?: (step: number) => void) =>
    runTrajectory(rule, perturbedLoss(shownLoss, amount, random), {
      theta: steps[0]!.theta,
      stepSize: scenario.stepSize,
      steps: steps.length,
      seed: scenario.seed,
      hyperparameters: scenario.hyperparameters,
      history: steps.map((step) => perturbedShown(step, amount, variant.mixes, random)),
      announce(step) {
        announce(step);
        onStep?.(Math.max(step, 0));
      },
    }).steps;
  const sides: { readonly steps: readonly Step[]; readonly compared: (v: Vector) => Vector }[] = [];
  for (let n = 0; n < repetitions; n++) {
    sides.push({ steps: run(plain, loss), compared: variant.plain });
    sides.push({ steps: run(other, variant.loss, variant.onStep), compared: variant.changed });
  }
  return (gap) => {
    let spread = 0;
    for (const [n, { steps, compared }] of sides.entries()) {
      const step = steps[gap.step];
      const reference = n % 2 === 0 ? gap.plain : gap.changed;
      const moved = step ? compared(step.delta)[gap.coordinate]! : Number.POSITIVE_INFINITY;
      spread = Math.max(spread, Math.abs(moved - reference));
    }
    return spreadFactor * spread;
  };
};
