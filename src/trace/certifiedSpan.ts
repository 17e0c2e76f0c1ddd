import { gamma, leastPositive, unitRoundoff, unitRoundoffOf } from '../linalg/rounding.ts';
import type { Vector } from '../types/vector.ts';
import { type Entries, isDefiniteBeyond } from './definite.ts';
import { parameterRoundings, type Stored } from './rounding.ts';

/** A step by its vectors, shape (D) each, and its η. */
export interface MetricPair {
  readonly theta: Vector;
  readonly gradient: Vector;
  readonly delta: Vector;
  readonly stepSize: number;
}

/** Parameters of which the vectors of a stretch are kept: sixteen starts, sixteen pairs each. */
export const mostCertified = 2 ** 12;

/** A direction of its own among the steps: ŷ is orthogonal to those before, ĝ the same combination of updates. */
interface Direction {
  readonly g: Vector;
  readonly y: Vector;
  /** What rounding may have done to each of their coordinates. */
  readonly allowedG: Vector;
  readonly allowedY: Vector;
  /** ŷᵀŷ. */
  readonly yy: number;
}

const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** v −= r w, and what rounding may have done to it. */
const reduce = (v: Vector, r: number, w: Vector, allowed: Vector, allowedW: Vector): void => {
  for (let i = 0; i < v.length; i++) {
    v[i]! -= r * w[i]!;
    allowed[i]! += Math.abs(r) * (allowedW[i]! + 4 * unitRoundoff * Math.abs(w[i]!));
  }
};

const isWithin = (v: Vector, allowed: Vector): boolean =>
  v.every((value, i) => Math.abs(value) <= allowed[i]!);

/**
 * Whether one symmetric positive definite M maps every gᵢ of a stretch to its yᵢ, but for what rounding did to each coordinate
 * of them; asked of one step after another.
 *
 * Of each step what the ones before do not span is taken by orthogonalising y, and the same combination of updates for g. Where both
 * are within componentwise bounds, M as it is maps the step: all columns are used, and none has to be well conditioned.
 * Otherwise it is a direction of its own: ĝ is moved along the ŷ, by no more than its bounds, until ĜᵀŶ is symmetric, and it
 * has to be positive definite beyond the rounding of this computation. Then M = Ŷ(ĜᵀŶ)⁻¹Ŷᵀ + ZZᵀ is definite, and maps each g to its y
 * within the bounds: those of the step, and those of the steps that it is combined of, times their shares.
 *
 * Source: X10. Cost: O(kD + k³) a step. Memory: 4k vectors.
 *
 * @returns undefined where there are more than 2¹² parameters
 */
export const certifiedSpan = (
  count: number,
  { precision }: Stored,
): ((pair: MetricPair) => boolean) | undefined => {
  if (count > mostCertified) return undefined;
  const u = unitRoundoffOf(precision);
  const directions: Direction[] = [];
  const products: { value: number; bound: number }[][] = [];
  const read = ({ theta, gradient, delta, stepSize }: MetricPair): Omit<Direction, 'yy'> => {
    const [g, y] = [delta.map((d) => d / stepSize), gradient.map((slope) => -slope)];
    const ofUpdate = (i: number): number =>
      parameterRoundings * (u * (Math.abs(theta[i]!) + 2 * Math.abs(delta[i]!)) + leastPositive);
    return {
      g,
      y,
      allowedG: g.map((value, i) => 8 * u * Math.abs(value) + ofUpdate(i) / Math.abs(stepSize)),
      allowedY: y.map((value) => 8 * u * Math.abs(value) + leastPositive),
    };
  };
  return (pair) => {
    const step = read(pair);
    const { g, y, allowedG, allowedY } = step;
    // Twice is enough: what the first time leaves of earlier directions by rounding, the second takes away.
    for (let time = 0; time < 2; time++) {
      for (const before of directions) {
        const r = dot(before.y, y) / before.yy;
        reduce(y, r, before.y, allowedY, before.allowedY);
        reduce(g, r, before.g, allowedG, before.allowedG);
      }
    }
    if (isWithin(y, allowedY) && isWithin(g, allowedG)) return true;
    const moved = new Float64Array(g.length);
    for (const before of directions) {
      const apart = (dot(before.g, y) - dot(g, before.y)) / before.yy;
      for (let i = 0; i < moved.length; i++) moved[i]! += apart * before.y[i]!;
    }
    if (!isWithin(moved, allowedG)) return false;
    // What of ĝ is rounding may be moved along ŷ, too, as far as its bounds go: half of that.
    const room = moved.reduce(
      (least, m, i) => (y[i] === 0 ? least : Math.min(least, (allowedG[i]! - Math.abs(m)) / Math.abs(y[i]!))),
      Number.POSITIVE_INFINITY,
    );
    const yy = dot(y, y);
    for (const along of [0, room / 2]) {
      const latest = { ...step, g: g.map((value, i) => value + moved[i]! + along * y[i]!), yy };
      const row = [...directions, latest].map((one) => entry(one, latest));
      const bordered = [...products.map((before, i) => [...before, row[i]!]), row];
      if (!isDefiniteBeyond(scaled(bordered), bordered.length)) continue;
      directions.push(latest);
      products.splice(0, products.length, ...bordered);
      return true;
    }
    return false;
  };
};

/** ĝᵀŷ, and what rounding did to it here. */
const entry = (one: Direction, other: Direction): { readonly value: number; readonly bound: number } => ({
  value: dot(one.g, other.y),
  bound: 2 * gamma(one.g.length + 3) * Math.sqrt(dot(one.g, one.g) * other.yy),
});

/** The matrix with a unit diagonal; NaN, which is no definite matrix, where an entry of the diagonal is not positive. */
const scaled = (entries: Entries): Entries => {
  const sizes = entries.map((row, i) => Math.sqrt(row[i]!.value));
  return entries.map((row, i) =>
    row.map(({ value, bound }, j) => {
      const scale = sizes[i]! * sizes[j]!;
      return { value: value / scale, bound: bound / scale };
    }),
  );
};
