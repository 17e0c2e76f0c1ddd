import type { Vector } from '../types/vector.ts';
import { blockLength } from './rounding.ts';
import { exponentOf, powerOfTwo } from './scaled.ts';

// A copy in the module: loaders that turn imports into property reads would read it in every block.
const block = blockLength;

/**
 * yᵀg = Σ yᵢgᵢ with heads that are summed without any rounding.
 *
 * Heads are multiples of 2⁻²⁶ times a power of two above the norm; their products and, by Cauchy and Schwarz, every
 * partial sum of them fit into 53 bits. Tails are summed in blocks. Half the price of `compensatedDot`, and enough
 * unless the vectors are close to orthogonal.
 * Source: the error-free vector transformation of Rump, Ogita and Oishi, SIAM J. Sci. Comput. 31 (2008).
 *
 * @param y shape (D) @param g shape (D)
 * @param yNorm ‖y‖ to 2⁻²⁰ @param gNorm ‖g‖ to 2⁻²⁰; their squares within `safeSquaredNorm`
 * Accuracy: `gridDotBound` absolute, plus two roundings of the result. Cost: O(D), one pass, no allocation.
 */
export const gridDot = (y: Vector, g: Vector, yNorm: number, gNorm: number): number => {
  const ySplit = 1.5 * powerOfTwo(exponentOf(1.01 * yNorm) + 27);
  const gSplit = 1.5 * powerOfTwo(exponentOf(1.01 * gNorm) + 27);
  let even = 0;
  let odd = 0;
  let low = 0;
  let lost = 0;
  for (let start = 0; start < y.length; start += block) {
    const end = Math.min(start + block, y.length);
    let evenTail = 0;
    let oddTail = 0;
    let i = start;
    for (; i + 1 < end; i += 2) {
      const y0 = y[i]!;
      const g0 = g[i]!;
      const y0Head = y0 + ySplit - ySplit;
      const g0Head = g0 + gSplit - gSplit;
      even += y0Head * g0Head;
      evenTail += y0Head * (g0 - g0Head) + (y0 - y0Head) * g0;
      const y1 = y[i + 1]!;
      const g1 = g[i + 1]!;
      const y1Head = y1 + ySplit - ySplit;
      const g1Head = g1 + gSplit - gSplit;
      odd += y1Head * g1Head;
      oddTail += y1Head * (g1 - g1Head) + (y1 - y1Head) * g1;
    }
    if (i < end) {
      const yi = y[i]!;
      const gi = g[i]!;
      const yHead = yi + ySplit - ySplit;
      const gHead = gi + gSplit - gSplit;
      even += yHead * gHead;
      evenTail += yHead * (gi - gHead) + (yi - yHead) * gi;
    }
    const tail = evenTail + oddTail;
    const sum = low + tail;
    const part = sum - low;
    lost += low - (sum - part) + (tail - part);
    low = sum;
  }
  return even + odd + (low + lost);
};
