import type { Vector } from '../types/vector.ts';
import { blockLength } from './rounding.ts';
import { exponentOf, powerOfTwo } from './scaled.ts';

// A copy in the module: loaders that turn imports into property reads would read it in every block.
const block = blockLength;

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
  const whole = y.length - (y.length % block);
  // Two accumulators: one alone waits for its own additions.
  let even = offset;
  let odd = offset;
  let low = 0;
  let lost = 0;
  let i = 0;
  while (i < whole) {
    let small = 0;
    for (const end = i + block; i < end; i += 2) {
      const y0 = y[i]!;
      const g0 = g[i]!;
      const y0Head = Math.fround(y0);
      const g0Head = Math.fround(g0);
      const product0 = y0Head * g0Head;
      const next0 = even + product0;
      small += product0 - (next0 - even) + (y0Head * (g0 - g0Head) + (y0 - y0Head) * g0);
      even = next0;
      const y1 = y[i + 1]!;
      const g1 = g[i + 1]!;
      const y1Head = Math.fround(y1);
      const g1Head = Math.fround(g1);
      const product1 = y1Head * g1Head;
      const next1 = odd + product1;
      small += product1 - (next1 - odd) + (y1Head * (g1 - g1Head) + (y1 - y1Head) * g1);
      odd = next1;
    }
    const sum = low + small;
    const part = sum - low;
    lost += low - (sum - part) + (small - part);
    low = sum;
  }
  let small = 0;
  for (; i < y.length; i++) {
    const yi = y[i]!;
    const gi = g[i]!;
    const yHead = Math.fround(yi);
    const gHead = Math.fround(gi);
    const product = yHead * gHead;
    const next = even + product;
    small += product - (next - even) + (yHead * (gi - gHead) + (yi - yHead) * gi);
    even = next;
  }
  return even - offset + (odd - offset) + (low + (lost + small));
};
