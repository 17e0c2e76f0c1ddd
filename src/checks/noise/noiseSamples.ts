import { type Run, runTrajectory, type Shown, type Step } from '../../dynamics/trajectory.ts';
import { differenceWidths, inputPerturbation, noiseFactor, spreadFactor } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { centred, perturbedLoss, perturbedShown } from './perturbed.ts';

/** Samples of either kind. */
const repetitions = 3;

/** Weights of f(x − 3h) … f(x + 3h), such that independent errors of one size add up to that size: binomials/√924. */
const sixthDifference = [1, -6, 15, -20, 15, -6, 1].map((weight) => weight / Math.sqrt(924));

const centre = 3;

/** A run whose answer to rounding errors is wanted. */
export interface Sounding {
  readonly rule: NamedRule;
  readonly loss: Loss;
  readonly run: Omit<Run, 'history'>;
  /** What the rule is shown, and what it made of it. */
  readonly steps: readonly Step[];
  /** Whether gradients were rounded relative to their norm. */
  readonly mixes: boolean;
  readonly precision: 'float64' | 'float32';
  /** Whether η and the hyperparameters are moved as well. */
  readonly movesSettings: boolean;
  /** Whether what it is compared with does the same sums in another order, so that errors shared nearby matter too. */
  readonly reorders: boolean;
  readonly random: Random;
}

/** Deviations of Δ by step, each of shape (D), times a factor of safety; shorter where a moved run ended early. */
export type Deviations = readonly Vector[];

/**
 * How far Δ may be off by rounding errors, sampled: changes of Δ when everything the rule is shown moves by a few units in
 * the last place, and sixth differences of Δ over widths at which they vanish for smooth rules.
 *
 * The first shows what errors of the input do: to a rule that divides by a difference, takes the sign of a sum near 0,
 * compares values of the loss. The second shows the errors of the rule's own arithmetic, which neighbouring inputs
 * share: of f(x − 3h) … f(x + 3h) only noise survives it.
 *
 * Source: Moré and Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
 * Cost: one run for each of the first three samples, six for each of the others, of which there are three or six.
 */
export function* deviations(sounding: Sounding): Generator<Deviations, void> {
  const { steps, random, precision } = sounding;
  const amount = inputPerturbation(precision);
  for (let n = 0; n < repetitions; n++) {
    const moved = movedRun(sounding, {
      history: steps.map((step) => perturbedShown(step, amount, sounding.mixes, random)),
      loss: perturbedLoss(sounding.loss, amount, random),
      near: (value) => value * (1 + amount * centred(random)),
    });
    yield moved.map((delta, k) => delta.map((value, i) => spreadFactor * (value - steps[k]!.delta[i]!)));
  }
  const widths = differenceWidths(precision);
  for (const { width, smooth } of sounding.reorders ? widths : widths.slice(0, 1)) {
    for (let n = 0; n < repetitions; n++) {
      const directions = steps.map(({ theta }) => ({
        theta: theta.map(() => centred(random)),
        gradient: theta.map(() => centred(random)),
      }));
      const runs = sixthDifference.map((_, j) =>
        j === centre
          ? steps.map(({ delta }) => delta)
          : movedRun(sounding, {
              history: steps.map((step, k) => displaced(step, directions[k]!, (j - centre) * width)),
              loss: sounding.loss,
              near: (value) => value,
            }),
      );
      yield differences(runs, smooth);
    }
  }
}

/**
 * |deviation| in one coordinate of one step, Infinity where the run did not get there; the largest of all coordinates
 * where these mix, since each of them may have the errors of any other.
 */
export const deviationAt = (
  sample: Deviations,
  { step, coordinate }: { readonly step: number; readonly coordinate: number },
  { compared, mixes }: { readonly compared: (values: Vector) => Vector; readonly mixes: boolean },
): number => {
  const deviation = sample[step];
  if (!deviation) return Number.POSITIVE_INFINITY;
  const values = compared(deviation);
  return mixes
    ? values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    : Math.abs(values[coordinate]!);
};

const movedRun = (
  { rule, run, movesSettings, steps }: Sounding,
  moved: {
    readonly history: readonly Shown[];
    readonly loss: Loss;
    readonly near: (value: number) => number;
  },
): readonly Vector[] => {
  const { near } = moved;
  const hyperparameters = Object.entries(run.hyperparameters).map(([name, value]) => [name, near(value)]);
  return runTrajectory(rule, moved.loss, {
    ...run,
    ...(movesSettings && {
      stepSize: near(run.stepSize),
      hyperparameters: Object.fromEntries(hyperparameters),
    }),
    steps: steps.length,
    history: moved.history,
  }).steps.map(({ delta }) => delta);
};

const displaced = ({ theta, gradient }: Shown, direction: Shown, h: number): Shown => ({
  theta: theta.map((x, i) => x * (1 + h * direction.theta[i]!)),
  gradient: gradient.map((x, i) => x * (1 + h * direction.gradient[i]!)),
});

/** |Σ wⱼ fⱼ| beyond its share `smooth` of the largest |fⱼ|, times the factor of safety, at each step that all runs got to. */
const differences = (runs: readonly (readonly Vector[])[], smooth: number): readonly Vector[] => {
  const count = Math.min(...runs.map(({ length }) => length));
  return Array.from({ length: count }, (_, k) =>
    runs[centre]![k]!.map((_, i) => {
      let [sum, largest] = [0, 0];
      for (const [j, run] of runs.entries()) {
        const value = run[k]![i]!;
        sum += sixthDifference[j]! * value;
        largest = Math.max(largest, Math.abs(value));
      }
      return noiseFactor * Math.max(0, Math.abs(sum) - smooth * largest);
    }),
  );
};
