import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { pairGeometry } from '../../metric/pairGeometry.ts';
import type { Gallery } from '../../types/gallery.ts';

/** A choice among the runs of a gallery, by places in its lists. */
export interface Choice {
  readonly loss: number;
  readonly start: number;
  /** A step size, or null for the one of each subject that comes lowest. */
  readonly stepSize: number | null;
}

/** One run as it is drawn. */
export interface ShownRun {
  readonly subject: number;
  readonly name: string;
  readonly stepSize: number;
  readonly end: 'completed' | 'diverged' | 'fault';
  /** θ before each step, and where the run ended. */
  readonly points: readonly (readonly [number, number])[];
  /** Δ of each step. */
  readonly deltas: readonly (readonly [number, number])[];
  /** y = −∇L before each step. */
  readonly slopes: readonly (readonly [number, number])[];
  /** L at each point. */
  readonly values: readonly number[];
}

/** The numbers of a gallery. */
export const numbersOf = ({ numbers }: Gallery): Float32Array =>
  new Float32Array(Uint8Array.from(atob(numbers), (sign) => sign.charCodeAt(0)).buffer);

const fields = 5;

/** The run of every subject under a choice. */
export const shownRuns = (
  gallery: Gallery,
  numbers: Float32Array,
  { loss, start, stepSize }: Choice,
): readonly ShownRun[] =>
  gallery.subjects.map((_, subject) => {
    const of = (eta: number): ShownRun => runAt(gallery, numbers, { loss, start, subject, eta });
    if (stepSize !== null) return of(stepSize);
    const all = gallery.stepSizes.map((_, eta) => of(eta));
    const last = ({ end, values }: ShownRun): number =>
      end === 'completed' ? (values.at(-1) ?? Number.NaN) : Number.POSITIVE_INFINITY;
    return all.reduce((best, run) => (last(run) < last(best) ? run : best));
  });

const runAt = (
  gallery: Gallery,
  numbers: Float32Array,
  place: { readonly loss: number; readonly start: number; readonly subject: number; readonly eta: number },
): ShownRun => {
  const { subjects, stepSizes, losses } = gallery;
  const before = losses.slice(0, place.loss).reduce((sum, { starts }) => sum + starts.length, 0);
  const index = ((before + place.start) * subjects.length + place.subject) * stepSizes.length + place.eta;
  const { from, steps, end } = gallery.runs[index]!;
  const [points, deltas, slopes]: [number, number][][] = [[], [], []];
  const values: number[] = [];
  let [x, y] = losses[place.loss]!.starts[place.start]!;
  for (let k = 0; k < steps; k++) {
    const [dx, dy, yx, yy, value] = numbers.subarray(from + k * fields, from + (k + 1) * fields);
    points!.push([x, y]);
    deltas!.push([dx!, dy!]);
    slopes!.push([yx!, yy!]);
    values.push(value!);
    x += dx!;
    y += dy!;
  }
  points!.push([x, y]);
  values.push(numbers[from + steps * fields]!);
  return {
    subject: place.subject,
    name: subjects[place.subject]!.name,
    stepSize: stepSizes[place.eta]!,
    end,
    points: points!,
    deltas: deltas!,
    slopes: slopes!,
    values,
  };
};

/** What the geometry of a step is: ψ in degrees and κ*, null where there is none. */
export interface StepGeometry {
  readonly kind: 'effective' | 'uphill' | 'at rest' | 'over';
  readonly angle: number | null;
  readonly conditionNumber: number | null;
}

/** ψ and κ* of step k of a run. */
export const stepGeometry = ({ deltas, slopes }: ShownRun, k: number): StepGeometry => {
  const [delta, slope] = [deltas[k], slopes[k]];
  if (!delta || !slope) return { kind: 'over', angle: null, conditionNumber: null };
  const isUsable = (v: readonly number[]): boolean => v.every(Number.isFinite) && v.some((x) => x !== 0);
  if (!isUsable(delta) || !isUsable(slope)) return { kind: 'at rest', angle: null, conditionNumber: null };
  const pair = pairGeometry(delta, slope);
  const angle = (pair.angle * 180) / Math.PI;
  if (pair.sign !== 1) return { kind: 'uphill', angle, conditionNumber: null };
  return { kind: 'effective', angle, conditionNumber: minimumConditionNumber(pair) };
};
