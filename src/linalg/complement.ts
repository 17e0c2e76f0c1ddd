import type { Vector } from '../types/vector.ts';

/**
 * A reflection H = I − 2ww ᵀ/wᵀw with H x = ∓‖x‖ e_pivot, kept as its vector w.
 * Source: Householder, J. ACM 5 (1958).
 */
export interface Reflection {
  /** Shape (D), ‖w‖² = 2, so that H v = v − w (wᵀv). */
  readonly w: Vector;
  /** The coordinate that x is mapped onto. */
  readonly pivot: number;
}

/**
 * The reflection that maps a unit vector to ∓e_pivot.
 *
 * @param unit shape (D), norm 1 up to rounding
 * Accuracy: the sign is the one that avoids cancellation, so that H is orthogonal to a few u. Cost: O(D).
 */
export const reflectionOf = (unit: Vector, pivot: number): Reflection => {
  const w = unit.slice();
  const head = unit[pivot]!;
  w[pivot] = head + (head < 0 ? -1 : 1);
  // ‖w‖² = 2(1 + |head|), scaled here to 2.
  const scale = 1 / Math.sqrt(1 + Math.abs(head));
  for (let i = 0; i < w.length; i++) w[i] = w[i]! * scale;
  return { w, pivot };
};

/** H v. @param v shape (D) @returns shape (D) Cost: O(D). */
export const reflect = ({ w }: Reflection, v: Vector): Vector => {
  let weight = 0;
  for (let i = 0; i < v.length; i++) weight += w[i]! * v[i]!;
  return v.map((value, i) => value - weight * w[i]!);
};

/** e_index of shape (D). */
export const unitVector = (dimension: number, index: number): Vector => {
  const e = new Float64Array(dimension);
  e[index] = 1;
  return e;
};

/**
 * An orthonormal basis of the complement of one or two orthonormal vectors, made vector by vector.
 *
 * With H₁ taking the first to an axis and H₂ taking H₁ of the second to another, the columns of H₁H₂ that belong to
 * the other axes are such a basis. The axis is that of the greatest coordinate, the first of several.
 *
 * @param units one or two orthonormal vectors, shape (D) each
 * @returns `count` = D − units, the k-th vector, and coordinates of a vector in the basis; O(D) each
 * Accuracy: orthonormal to a few u.
 */
export const complementBasis = (
  units: readonly Vector[],
  dimension: number,
): {
  readonly count: number;
  readonly vector: (k: number) => Vector;
  readonly coordinates: (v: Vector) => Vector;
  readonly combine: (coordinates: Vector) => Vector;
} => {
  const reflections: Reflection[] = [];
  const towards = (v: Vector): Vector => reflections.reduce((image, h) => reflect(h, image), v);
  for (const unit of units) {
    const image = towards(unit);
    for (const { pivot } of reflections) image[pivot] = 0;
    reflections.push(reflectionOf(image, largestCoordinate(image)));
  }
  const pivots = reflections.map(({ pivot }) => pivot);
  const axes = Array.from({ length: dimension }, (_, i) => i).filter((i) => !pivots.includes(i));
  const back = (v: Vector): Vector => reflections.reduceRight((image, h) => reflect(h, image), v);
  return {
    count: axes.length,
    vector: (k) => back(unitVector(dimension, axes[k]!)),
    coordinates: (v) => {
      const image = towards(v);
      return Float64Array.from(axes, (axis) => image[axis]!);
    },
    combine: (coordinates) => {
      const sum = new Float64Array(dimension);
      for (let k = 0; k < axes.length; k++) sum[axes[k]!] = coordinates[k]!;
      return back(sum);
    },
  };
};

const largestCoordinate = (x: Vector): number =>
  x.reduce((best, value, i) => (Math.abs(value) > Math.abs(x[best]!) ? i : best), 0);
