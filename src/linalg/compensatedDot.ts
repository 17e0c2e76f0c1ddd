import type { Vector } from '../types/vector.ts';
import { blockLength } from './rounding.ts';
import { exponentOf, powerOfTwo } from './scaled.ts';

/**
 * yᵀg = Σ yᵢgᵢ, as if computed in about 74 bits and rounded once.
 *
 * Each factor is split at 24 bits by rounding to single precision, so that the leading product is exact; the leading
 * products are added to an accumulator whose exponent never changes, so that what each addition loses is exact too.
 * Source: Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005); Zielke and Drygalla (2003) for the fixed exponent.
 *
 * @param y shape (D), ‖y‖² within `safeSquaredNorm`
 * @param g shape (D), ‖g‖² within `safeSquaredNorm`
 * @param normProduct ‖y‖‖g‖ to a relative accuracy of 2⁻²⁰
 * Accuracy: `compensatedDotBound` absolute, plus two roundings of the result.
 * Cost: O(D), one pass, no allocation.
 */
export const compensatedDot = (y: Vector, g: Vector, normProduct: number): number => {
  const offset = 1.5 * powerOfTwo(exponentOf(4.25 * normProduct) + 1);
  let high = offset;
  let low = 0;
  let lost = 0;
  for (let start = 0; start < y.length; start += blockLength) {
    const end = Math.min(start + blockLength, y.length);
    let block = 0;
    for (let i = start; i < end; i++) {
      const yi = y[i]!;
      const gi = g[i]!;
      const yHead = Math.fround(yi);
      const gHead = Math.fround(gi);
      const product = yHead * gHead;
      const next = high + product;
      block += product - (next - high) + (yHead * (gi - gHead) + (yi - yHead) * gi);
      high = next;
    }
    const sum = low + block;
    const part = sum - low;
    lost += low - (sum - part) + (block - part);
    low = sum;
  }
  return high - offset + (low + lost);
};
