import type { Scaled } from '../linalg/scaled.ts';
import { showVector } from '../linalg/vector.ts';
import type { Vector, VectorLike } from '../types/vector.ts';
import { readPair } from './pairGeometry.ts';

/** An update g and a negated gradient y with yᵀg > 0: exactly the pairs that some metric M maps, M g = y. */
export interface EffectivePair {
  /** Update, shape (D). */
  readonly g: Vector;
  /** Negated gradient, shape (D). */
  readonly y: Vector;
  /** c = cos ψ = yᵀg/(‖y‖‖g‖) > 0. */
  readonly cosine: number;
  /** s = sin ψ ≥ 0. */
  readonly sine: number;
  /** ψ in radians, below π/2. */
  readonly angle: number;
  /** ‖g‖, also where it is beyond the range of doubles. */
  readonly gNorm: Scaled;
  /** ‖y‖, also where it is beyond the range of doubles. */
  readonly yNorm: Scaled;
}

/**
 * (g, y) with yᵀg > 0, its angle and its norms.
 *
 * A symmetric positive definite M with M g = y exists iff yᵀg > 0, which is decided exactly.
 * Source: P1.
 *
 * @param g update, shape (D); a Float64Array is kept, not copied, and must not be changed afterwards
 * @param y negated gradient, shape (D); likewise
 * @throws TypeError where they are not vectors of one length; RangeError where one is empty, not finite or 0, or where
 * yᵀg ≤ 0
 * Accuracy: the sign is exact; cosine, sine and angle have a few u of relative error at every angle and magnitude.
 * Cost: O(D), two passes.
 */
export const effectivePair = (g: VectorLike, y: VectorLike): EffectivePair => {
  const pair = readPair('effectivePair', g, y);
  const { sign, cosine, sine, angle, gNorm, yNorm } = pair.geometry;
  if (sign !== 1) {
    const relation = sign === 0 ? 'orthogonal to' : 'pointing away from';
    throw new RangeError(
      `effectivePair: yᵀg must be > 0, got g = ${showVector(pair.g)} ${relation} y = ${showVector(pair.y)} (${angle} rad); gᵀMg = yᵀg > 0 for every metric with M g = y, so that none exists`,
    );
  }
  return { g: pair.g, y: pair.y, cosine, sine, angle, gNorm, yNorm };
};
