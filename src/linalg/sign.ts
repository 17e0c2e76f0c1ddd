import type { Vector } from '../types/vector.ts';
import { compensatedDot } from './compensatedDot.ts';
import { exactDot, signOf } from './exact.ts';
import { innerProducts, isSafeSquaredNorm } from './norms.ts';
import { compensatedDotBound } from './rounding.ts';

/**
 * sign(yᵀg).
 *
 * A compensated sum decides where its bound allows, integers where not: (1, 1, 10⁻³⁰⁰)ᵀ(1, −1, 10⁻³⁰⁰) is positive.
 * Source: P1; Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005).
 *
 * @param g shape (D), finite; D = 0 and 0 vectors give 0
 * @param y shape (D), finite
 * Accuracy: exact. Cost: O(D); some 100 times as much where |cos ψ| is below 10⁻²¹ or so, or norms are extreme.
 */
export const signOfInnerProduct = (g: Vector, y: Vector): -1 | 0 | 1 => {
  const { yy, gg } = innerProducts(y, g);
  if (isSafeSquaredNorm(yy) && isSafeSquaredNorm(gg)) {
    const product = Math.sqrt(yy) * Math.sqrt(gg);
    const dot = compensatedDot(y, g, product);
    if (Math.abs(dot) > compensatedDotBound(g.length, product)) return dot > 0 ? 1 : -1;
  }
  return signOf(exactDot(g, y).integer);
};
