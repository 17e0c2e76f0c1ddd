import type { Vector } from '../types/vector.ts';
import { type Dyadic, exactDot } from './exact.ts';
import { dotTwoBound, exactProductMinimum } from './rounding.ts';

/** A value known up to an absolute error. */
export interface Enclosed {
  readonly value: number;
  /** Infinity where nothing is known. */
  readonly bound: number;
}

const splitter = 2 ** 27 + 1;

/**
 * Σⱼ aⱼxⱼ − y over one row of a matrix, by products and sums with their exact errors.
 *
 * Source: Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005), Dot2.
 * @param entries where the row is @param start its first index @param x shape (D), |xⱼ| < 2⁹⁹⁰, as the entries
 * Accuracy: `bound`, a few u of the result and D²u² of the absolute terms. Cost: O(D).
 */
export const rowResidual = (entries: Vector, start: number, x: Vector, y: number): Enclosed => {
  let sum = -y;
  let low = 0;
  let absolute = Math.abs(y);
  let exact = true;
  for (let j = 0; j < x.length; j++) {
    const a = entries[start + j]!;
    const b = x[j]!;
    const product = a * b;
    const aWide = splitter * a;
    const aHigh = aWide - (aWide - a);
    const aLow = a - aHigh;
    const bWide = splitter * b;
    const bHigh = bWide - (bWide - b);
    const bLow = b - bHigh;
    const error = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
    const next = sum + product;
    const part = next - sum;
    low += sum - (next - part) + (product - part) + error;
    sum = next;
    absolute += Math.abs(product);
    exact &&= Math.abs(product) >= exactProductMinimum || a === 0 || b === 0;
  }
  const value = sum + low;
  return { value, bound: exact ? dotTwoBound(x.length + 1, value, absolute) : Number.POSITIVE_INFINITY };
};

/** Σⱼ aⱼxⱼ − y. @param row shape (D) @param x shape (D) Accuracy: exact. Cost: O(D) products of integers. */
export const exactRowResidual = (row: Vector, x: Vector, y: number): Dyadic => {
  const a = new Float64Array(x.length + 1);
  const b = new Float64Array(x.length + 1);
  a.set(row);
  b.set(x);
  a[x.length] = -y;
  b[x.length] = 1;
  return exactDot(a, b);
};
