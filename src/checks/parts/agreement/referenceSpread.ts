import { runTrajectory, type Step } from '../../../dynamics/trajectory.ts';
import { inputPerturbation, spreadFactor } from '../../../linalg/rounding.ts';
import { seededRandom } from '../../../linalg/seeded.ts';
import type { Announce } from '../../../types/check.ts';
import type { NamedRule } from '../../../types/rule.ts';
import type { Setting } from '../../../types/scenario.ts';
import { centred, perturbedLoss, perturbedShown } from '../perturbed.ts';
import { runOf } from '../runs.ts';

/** Perturbed runs of the reference. */
const repetitions = 8;

/**
 * How far Δᵢ of the reference moves when everything it is shown moves by a few units in the last place: gradients, θ,
 * the loss, η and its hyperparameters; the largest change over several random perturbations, times a factor of safety.
 *
 * It finds by itself what a formula loses: a relative change u of β changes 1 − βᵗ by up to u/(1 − β) relative, which is
 * what another way to compute βᵗ does as well.
 *
 * @returns a function of step and coordinate; Infinity where a perturbed run ends before that step
 * Cost: eight runs of the reference.
 */
export const referenceSpread = (given: {
  readonly reference: NamedRule;
  readonly setting: Setting;
  readonly announce: Announce;
  /** The steps whose gradients the reference is shown. */
  readonly shown: readonly Step[];
  /** The unperturbed run of the reference over them. */
  readonly centre: readonly Step[];
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly precision: 'float64' | 'float32';
}): ((step: number, coordinate: number) => number) => {
  const { reference, setting, announce, shown, centre, hyperparameters, precision } = given;
  const random = seededRandom(setting.scenario.seed, 'perturbation');
  const amount = inputPerturbation(precision);
  const run = { ...runOf(setting, announce), steps: shown.length };
  const near = (value: number): number => value * (1 + amount * centred(random));
  const moved = Array.from({ length: repetitions }, () =>
    runTrajectory(reference, perturbedLoss(setting.loss, amount, random), {
      ...run,
      stepSize: near(run.stepSize),
      hyperparameters: Object.fromEntries(
        Object.entries(hyperparameters).map(([name, value]) => [name, near(value)]),
      ),
      history: shown.map((step) => perturbedShown(step, amount, false, random)),
    }),
  );
  return (step, coordinate) => {
    const unmoved = centre[step]?.delta[coordinate] ?? Number.NaN;
    let spread = 0;
    for (const { steps } of moved) {
      const value = steps[step]?.delta[coordinate] ?? Number.POSITIVE_INFINITY;
      spread = Math.max(spread, Math.abs(value - unmoved));
    }
    return spreadFactor * spread;
  };
};
