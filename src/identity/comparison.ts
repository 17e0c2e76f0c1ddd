import { seededRandom } from '../linalg/seeded.ts';
import type { NamedRule, Precision } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { drive, type Response, type Stimulus } from './drive.ts';
import { decidedShare, formulaNoise, inputShift, plainShare, plainSteps, spreadFactor } from './rounding.ts';

/** A rule that a subject may be, at these hyperparameters. */
export interface Tried {
  readonly rule: NamedRule;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** How far hyperparameters may be off that were fitted, as a share of them. */
  readonly inaccuracy?: number;
}

/** How far two responses to one stimulus go together. */
export interface Compared {
  /** Steps of the subject, those that decide, and those of them on which both are the same. */
  readonly steps: number;
  readonly decided: number;
  readonly agreeing: number;
  /** The first step that is apart, with the coordinate; undefined where none is. */
  readonly apart?: {
    readonly step: number;
    readonly coordinate: number;
    readonly own: number;
    readonly due: number;
  };
}

/**
 * Δ of a subject beside that of a candidate on the path of the subject, within the noise of both.
 *
 * Differences beyond the rounding of a formula count only beyond what errors of the input do to the candidate, sampled.
 * Cost: a run of the candidate, and three more where noise decides.
 */
export const compare = (
  own: Response,
  candidate: Tried,
  stimulus: Stimulus,
  precision: Precision,
): Compared => {
  const far: Apart[] = [];
  const enough = Math.max(plainSteps, own.deltas.length / 8);
  const due = drive(candidate.rule, stimulus, {
    hyperparameters: candidate.hyperparameters,
    thetas: own.thetas,
    // Many steps that differ by far more than what may count as noise: none has to be sampled, or run.
    isEnough: (step, other) => {
      const apart = plainlyApart(own.deltas[step], other, step);
      if (apart) far.push(apart);
      return far.length >= enough;
    },
  });
  if (far[0] && far.length >= enough)
    return { steps: own.deltas.length, decided: 0, agreeing: 0, apart: far[0] };
  const dimension = stimulus.start.length;
  const rates = Object.values(candidate.hyperparameters);
  const share = decidedShare(precision);
  let spread: ((step: number, coordinate: number) => number) | undefined;
  const counts = { steps: own.deltas.length, decided: 0, agreeing: 0 };
  if (due.draws !== own.draws) return counts;
  const early = endsElsewhere(own, due, stimulus);
  if (early) return { ...counts, apart: early };
  let largest = 0;
  for (const [step, delta] of own.deltas.entries()) {
    const other = due.deltas[step]!;
    const scale = delta.reduce((most, d, i) => Math.max(most, Math.abs(d), Math.abs(other[i]!)), 0);
    largest = Math.max(largest, scale);
    let [decides, apart] = [true, undefined as Compared['apart']];
    for (const [i, d] of delta.entries()) {
      const difference = Math.abs(d - other[i]!);
      const terms = { dimension, step, largest, rates, precision };
      const noise = formulaNoise({ ...terms, theta: Math.abs(own.thetas[step]![i]!) });
      if (difference > noise) {
        spread ??= spreadOf(candidate, own, due, stimulus);
        const allowed = noise + spread(step, i);
        if (difference > allowed) apart ??= { step, coordinate: i, own: d, due: other[i]! };
        if (allowed > share * scale) decides = false;
      } else if (noise > share * scale && difference > 0) decides = false;
    }
    if (apart) return { ...counts, decided: counts.decided + 1, apart };
    if (decides) {
      counts.decided++;
      counts.agreeing++;
    }
  }
  return counts;
};

type Apart = NonNullable<Compared['apart']>;

/** Where one of the two stopped and the other did not. */
const endsElsewhere = (own: Response, due: Response, { gradients }: Stimulus): Apart | undefined => {
  const step = Math.min(own.deltas.length, due.deltas.length);
  if (own.deltas.length === due.deltas.length || step === gradients.length) return undefined;
  const at = (response: Response): number => response.deltas[step]?.[0] ?? Number.NaN;
  return { step, coordinate: 0, own: at(own), due: at(due) };
};

/** Where one step differs by far more than what may count as noise. */
const plainlyApart = (delta: Vector | undefined, other: Vector, step: number): Apart | undefined => {
  if (!delta) return undefined;
  const size = delta.reduce((most, d, i) => Math.max(most, Math.abs(d), Math.abs(other[i]!)), 0);
  const coordinate = delta.findIndex((d, i) => Math.abs(d - other[i]!) > plainShare * size);
  return coordinate < 0 ? undefined : { step, coordinate, own: delta[coordinate]!, due: other[coordinate]! };
};

/** What errors of a few units in the last place of gradients, step sizes and hyperparameters do to Δ, by step and coordinate. */
const spreadOf = (
  { rule, hyperparameters, inaccuracy = 0 }: Tried,
  own: Response,
  due: Response,
  stimulus: Stimulus,
): ((step: number, coordinate: number) => number) => {
  const random = seededRandom(3, 'identity', 'spread');
  const near = (x: number): number => x * (1 + inputShift * (2 * random() - 1));
  const moved: readonly (readonly Vector[])[] = Array.from({ length: 3 }, () => {
    const shifted = {
      ...stimulus,
      gradients: stimulus.gradients.map((gradient) => gradient.map(near)),
      stepSizes: stimulus.stepSizes.map(near),
    };
    const rates = Object.fromEntries(
      Object.entries(hyperparameters).map(([name, value]) => [
        name,
        value * (1 + Math.max(inputShift, inaccuracy) * (2 * random() - 1)),
      ]),
    );
    return drive(rule, shifted, { hyperparameters: rates, thetas: own.thetas }).deltas;
  });
  return (step, i) =>
    spreadFactor *
    moved.reduce((most, deltas) => {
      const there = deltas[step];
      return there ? Math.max(most, Math.abs(there[i]! - due.deltas[step]![i]!)) : Number.POSITIVE_INFINITY;
    }, 0);
};
