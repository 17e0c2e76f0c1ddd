import { trajectories } from '../../dynamics/running.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule, Precision } from '../../types/rule.ts';
import type { Run, Running, RunRequest, Shown, Step } from '../../types/run.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { centred, perturbedLoss, perturbedShown } from './perturbed.ts';
import { differenceWidths, inputPerturbation, noiseFactor, spreadFactorOf } from './rounding.ts';

/** Samples of either kind. */
const repetitions = 3;

/** Weights of f(x − 3h) … f(x + 3h), such that independent errors of one size add up to that size: binomials/√924. */
const sixthDifference = [1, -6, 15, -20, 15, -6, 1].map((weight) => weight / Math.sqrt(924));

const centre = 3;

/** A run whose answer to rounding errors is wanted. */
export interface NoiseProbe {
  readonly rule: NamedRule;
  readonly loss: Loss;
  readonly run: Omit<Run, 'history'>;
  /** What the rule is shown, and what it made of it. */
  readonly steps: readonly Step[];
  /** Whether gradients were rounded relative to their norm. */
  readonly mixes: boolean;
  /** What the compared runs store θ in, and what they compute in. */
  readonly precision: Precision;
  readonly arithmetic: Precision;
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
export const noiseSamples = (probe: NoiseProbe): readonly NoiseSample[] => {
  const widths = differenceWidths(probe.precision);
  const wanted = probe.reorders ? widths : widths.slice(0, 1);
  return [
    ...Array.from({ length: repetitions }, () => () => inputNoise(probe)),
    ...wanted.flatMap((width) =>
      Array.from({ length: repetitions }, () => () => arithmeticNoise(probe, width)),
    ),
  ];
};

/** Makes one sample, once it is wanted: samples draw from one stream, in their order. */
export type NoiseSample = () => Running<Deviations>;

function* inputNoise(probe: NoiseProbe): Running<Deviations> {
  const { steps, random, precision, arithmetic } = probe;
  const amount = inputPerturbation(precision);
  const factor = spreadFactorOf(precision, arithmetic);
  const moved = movedRun(probe, {
    history: steps.map((step) => perturbedShown(step, amount, probe.mixes, random)),
    loss: perturbedLoss(probe.loss, amount, random),
    near: (value) => value * (1 + amount * centred(random)),
  });
  const [ran] = yield* trajectories([moved]);
  return ran!.steps.map(({ delta }, k) => delta.map((value, i) => factor * (value - steps[k]!.delta[i]!)));
}

function* arithmeticNoise(
  probe: NoiseProbe,
  { width, smooth }: { readonly width: number; readonly smooth: number },
): Running<Deviations> {
  const { steps, random } = probe;
  const directions = steps.map(({ theta }) => ({
    theta: theta.map(() => centred(random)),
    gradient: theta.map(() => centred(random)),
  }));
  const moved = sixthDifference.flatMap((_, j) =>
    j === centre
      ? []
      : [
          movedRun(probe, {
            history: steps.map((step, k) => displaced(step, directions[k]!, (j - centre) * width)),
            loss: probe.loss,
            near: (value) => value,
          }),
        ],
  );
  const ran = (yield* trajectories(moved)).map((run) => run.steps.map(({ delta }) => delta));
  return differences(
    ran.toSpliced(
      centre,
      0,
      steps.map(({ delta }) => delta),
    ),
    smooth,
  );
}

/** Coordinates compared as the rule has them, none of which mixes with another. */
export const asItIs: Comparison = { compared: (values) => values, mixes: false };

/** The coordinates in which deviations count. */
export interface Comparison {
  readonly compared: (values: Vector) => Vector;
  readonly mixes: boolean;
}

/**
 * |deviation| in one coordinate of one step, Infinity where the run did not get there; the largest of all coordinates
 * where these mix, since each of them may have the errors of any other. What is compared is worked out once for each step
 * of a sample, not for each coordinate.
 */
export const deviationsIn = ({ compared, mixes }: Comparison) => {
  const known = new WeakMap<Vector, Vector>();
  return (
    sample: Deviations,
    { step, coordinate }: { readonly step: number; readonly coordinate: number },
  ): number => {
    const deviation = sample[step];
    if (!deviation) return Number.POSITIVE_INFINITY;
    let values = known.get(deviation);
    if (!values) {
      const all = compared(deviation);
      values = mixes ? Float64Array.of(all.reduce((most, value) => Math.max(most, Math.abs(value)), 0)) : all;
      known.set(deviation, values);
    }
    return Math.abs(values[mixes ? 0 : coordinate]!);
  };
};

/** The largest |deviation| of all samples, by step and coordinate. */
export function* largestDeviation(probe: NoiseProbe): Running<(step: number, coordinate: number) => number> {
  const samples: Deviations[] = [];
  for (const sample of noiseSamples(probe)) samples.push(yield* sample());
  const deviation = deviationsIn(asItIs);
  return (step, coordinate) =>
    samples.reduce((most, sample) => Math.max(most, deviation(sample, { step, coordinate })), 0);
}

const movedRun = (
  { rule, run, movesSettings, steps }: NoiseProbe,
  moved: {
    readonly history: readonly Shown[];
    readonly loss: Loss;
    readonly near: (value: number) => number;
  },
): RunRequest => {
  const { near } = moved;
  const hyperparameters = Object.entries(run.hyperparameters).map(([name, value]) => [name, near(value)]);
  return {
    rule,
    loss: moved.loss,
    run: {
      ...run,
      ...(movesSettings && {
        stepSize: near(run.stepSize),
        hyperparameters: Object.fromEntries(hyperparameters),
      }),
      steps: steps.length,
      history: moved.history,
    },
  };
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
