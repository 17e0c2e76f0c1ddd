import { gramGeometry, type PairGeometry } from '../linalg/gram.ts';
import { innerProducts, isSafeSquaredNorm } from '../linalg/norms.ts';
import { finiteVector, numericVector, showVector } from '../linalg/vector.ts';
import type { Vector, VectorLike } from '../types/vector.ts';

export type { PairGeometry };

/**
 * c = yᵀg/(‖y‖‖g‖), s = √(1−c²), ψ = atan2(s, c) and the exact sign of yᵀg, of any two finite vectors ≠ 0.
 *
 * Source: P1.
 * @param g update, shape (D); a Float64Array is read, not kept
 * @param y negated gradient, shape (D)
 * @throws TypeError where they are not vectors of the same length; RangeError where one is empty, not finite or 0
 * Accuracy: the sign is exact, the rest a few u relative at every angle and magnitude.
 * Cost: O(D).
 */
export const pairGeometry = (g: VectorLike, y: VectorLike): PairGeometry =>
  readPair('pairGeometry', g, y).geometry;

/** What `readPair` makes of two arguments. */
export interface ReadPair {
  readonly g: Vector;
  readonly y: Vector;
  readonly geometry: PairGeometry;
}

/** g and y as vectors of one length, finite and not 0, with their geometry. @throws as `pairGeometry`, in the name of `caller` */
export const readPair = (caller: string, g: VectorLike, y: VectorLike): ReadPair => {
  const update = numericVector(caller, 'g', g);
  const negativeGradient = numericVector(caller, 'y', y);
  if (update.length !== negativeGradient.length) {
    throw new TypeError(
      `${caller}: g and y must have the same length, got g = ${showVector(update)} and y = ${showVector(negativeGradient)}`,
    );
  }
  const products = innerProducts(negativeGradient, update);
  // NaN, Infinity and 0 in a vector show in its squared norm, so that most pairs need no pass of their own for them.
  if (!isSafeSquaredNorm(products.gg)) refuseUnlessUsable(caller, 'g', update, negativeGradient);
  if (!isSafeSquaredNorm(products.yy)) refuseUnlessUsable(caller, 'y', negativeGradient, update);
  return { g: update, y: negativeGradient, geometry: gramGeometry(update, negativeGradient, products) };
};

const refuseUnlessUsable = (caller: string, name: 'g' | 'y', x: Vector, other: Vector): void => {
  finiteVector(caller, name, x);
  if (x.some((value) => value !== 0)) return;
  const reason = other.every((value) => value === 0)
    ? 'g = y = 0 is a step at rest, which every metric fits'
    : 'an invertible matrix maps nothing but 0 to 0, so that no metric exists';
  throw new RangeError(`${caller}: ${name} must not be 0, got ${name} = ${showVector(x)}; ${reason}`);
};
