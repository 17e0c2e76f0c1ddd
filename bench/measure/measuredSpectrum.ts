import { applyTolerance } from '../../properties/rounding.ts';
import { scaledVector } from '../../src/linalg/norms.ts';
import { exponentOf, powerOfTwo } from '../../src/linalg/scaled.ts';
import type { Vector } from '../../src/types/vector.ts';

/** The ends of a spectrum as products with the matrix show them, in units of 2^exponent. */
export interface MeasuredSpectrum {
  readonly least: number;
  readonly greatest: number;
  /** How far either may be off by rounding. */
  readonly error: number;
}

/** Powers of two by which a unit vector can be multiplied without losing a digit that matters. */
const exponents = { min: -900, max: 900 } as const;

/**
 * The least and the greatest eigenvalue of a symmetric matrix that acts within span(g, y) and as a multiple of the
 * identity beside it, D ≥ 2, from three products with it and from nothing else that is known of it.
 *
 * Two by Rayleigh and Ritz on an orthonormal basis e, f of the plane: eigenvalues of the 2 × 2 matrix of eᵀMe, eᵀMf,
 * fᵀMf. The other D − 2 by one vector of the complement, w, that has every direction in it: its quotient wᵀMw/wᵀw.
 * Plane and w have to be invariant, ‖Me − e(eᵀMe) − f(fᵀMe)‖ within the error, so that a quotient is an eigenvalue.
 *
 * Error: a product is off by 3·64u·α* at most (‖B‖ ≤ 3α*, `applyTolerance`), a sum of D products by Du of its size, and
 * e, f are at right angles up to (D + 4)u/sin ψ; all of them together stay below 64u(D + 8)λmax/sin ψ.
 * Source: Parlett, The Symmetric Eigenvalue Problem (1998), §4.5 and §11.
 *
 * @param g shape (D) @param y shape (D), neither 0 nor parallel to g
 * @returns NaN where plane or w are not invariant or M is not symmetric on the plane; undefined where eigenvalues are
 * beyond the range of doubles
 * Cost: O(D).
 */
export const measuredSpectrum = (
  g: Vector,
  y: Vector,
  apply: (v: Vector) => Vector,
): MeasuredSpectrum | undefined => {
  const exponent = exponentOf(largest(g)) - exponentOf(largest(y));
  if (!(exponent >= exponents.min && exponent <= exponents.max)) return undefined;
  const unit = powerOfTwo(exponent);
  const times = (v: Vector): Vector => apply(v.map((value) => unit * value));
  const e = normalised(scaledVector(g).vector);
  const above = without(normalised(scaledVector(y).vector), e);
  const sine = norm(above);
  const f = normalised(above);
  const [Me, Mf] = [times(e), times(f)];
  const [ee, ef, fe, ff] = [dot(e, Me), dot(e, Mf), dot(f, Me), dot(f, Mf)];
  const [middle, half] = [(ee + ff) / 2, Math.hypot((ee - ff) / 2, ef)];
  const error = (applyTolerance * (g.length + 8) * (middle + half)) / sine;
  let invariant = Math.abs(ef - fe) <= error;
  for (const image of [Me, Mf]) invariant &&= norm(without(without(image, e), f)) <= error;
  let beside = middle;
  if (g.length > 2) {
    // Twice, since little may be left of a vector that happens to lie next to the plane.
    const first = normalised(without(without(generic(g.length), e), f));
    const w = normalised(without(without(first, e), f));
    const image = times(w);
    beside = dot(w, image);
    invariant &&= norm(without(image, w)) <= error;
  }
  if (!invariant) return { least: Number.NaN, greatest: Number.NaN, error };
  return { least: Math.min(middle - half, beside), greatest: Math.max(middle + half, beside), error };
};

/** Coordinates that no few rational numbers relate, as they could those of a vector of integers or of multiples. */
const generic = (dimension: number): Vector =>
  Float64Array.from({ length: dimension }, (_, i) => Math.cos((i + 1) ** 2));

const largest = (v: Vector): number => {
  let most = 0;
  for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]!));
  return most;
};

const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

const norm = (v: Vector): number => Math.sqrt(dot(v, v));

/** v/‖v‖, in place. */
const normalised = (v: Vector): Vector => {
  const size = norm(v);
  for (let i = 0; i < v.length; i++) v[i] = v[i]! / size;
  return v;
};

/** v − (vᵀe)e for a unit vector e, in place. */
const without = (v: Vector, e: Vector): Vector => {
  const share = dot(v, e);
  for (let i = 0; i < v.length; i++) v[i] = v[i]! - share * e[i]!;
  return v;
};
