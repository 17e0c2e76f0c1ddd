import type { Vector } from '../types/vector.ts';
import { exactProductMinimum } from './rounding.ts';

/** What a residual r = y − t g leaves: ‖r‖², gᵀr and whether r is 0 for certain. */
export interface Residual {
  readonly rr: number;
  readonly gr: number;
  /** Every coordinate came out 0 and no product underflowed on the way: y = t g exactly. */
  readonly vanishes: boolean;
}

const splitter = 2 ** 27 + 1;

/**
 * ‖r‖² and gᵀr of r = y − t g, each product as a head of at most 50 bits, exact, and a tail.
 *
 * @param y shape (D) @param g shape (D), both within the range of `safeSquaredNorm`
 * Accuracy: |δr| ≤ 2u|r| + 3·2⁻²³u|t g|; the sums as in `innerProducts`. Cost: O(D), one pass.
 */
export const headResidual = (y: Vector, g: Vector, t: number): Pick<Residual, 'rr' | 'gr'> => {
  const tWide = splitter * t;
  const tHead = tWide - (tWide - t);
  const tTail = t - tHead;
  let rr = 0;
  let rrLost = 0;
  let gr = 0;
  for (let start = 0; start < y.length; start += 16) {
    const end = Math.min(start + 16, y.length);
    let rrEven = 0;
    let rrOdd = 0;
    let grEven = 0;
    let grOdd = 0;
    let i = start;
    for (; i + 1 < end; i += 2) {
      const g0 = g[i]!;
      const g0Head = Math.fround(g0);
      const r0 = y[i]! - tHead * g0Head - (tHead * (g0 - g0Head) + tTail * g0);
      rrEven += r0 * r0;
      grEven += r0 * g0;
      const g1 = g[i + 1]!;
      const g1Head = Math.fround(g1);
      const r1 = y[i + 1]! - tHead * g1Head - (tHead * (g1 - g1Head) + tTail * g1);
      rrOdd += r1 * r1;
      grOdd += r1 * g1;
    }
    if (i < end) {
      const gi = g[i]!;
      const gHead = Math.fround(gi);
      const r = y[i]! - tHead * gHead - (tHead * (gi - gHead) + tTail * gi);
      rrEven += r * r;
      grEven += r * gi;
    }
    const rrBlock = rrEven + rrOdd;
    const next = rr + rrBlock;
    rrLost += rr >= rrBlock ? rrBlock - (next - rr) : rr - (next - rrBlock);
    rr = next;
    gr += grEven + grOdd;
  }
  return { rr: rr + rrLost, gr };
};

/**
 * r = y − t g with t = head + tail, coordinate by coordinate, each product with its exact rounding error.
 * Source: Dekker, Numer. Math. 18 (1971) for the products; Ogita, Rump and Oishi (2005) for the sums.
 *
 * @param y shape (D) @param g shape (D), both within the range of `safeSquaredNorm`
 * @param head the leading part of t @param tail |tail| ≤ 2u|head|; 0 where t is a double
 * Accuracy: |δr| ≤ 2u|r| + 2u²|t g| where tail is 0, and 2u|r| + 8u³|t g| otherwise; the sums as in `innerProducts`.
 * Cost: O(D), one pass, no allocation beside the result.
 */
export const residual = (y: Vector, g: Vector, head: number, tail: number): Residual =>
  tail === 0 ? singleResidual(y, g, head) : doubleResidual(y, g, head, tail);

const singleResidual = (y: Vector, g: Vector, t: number): Residual => {
  const tWide = splitter * t;
  const tHigh = tWide - (tWide - t);
  const tLow = t - tHigh;
  let rr = 0;
  let rrLost = 0;
  let gr = 0;
  let size = 0;
  let i = 0;
  while (i < y.length) {
    let rrBlock = 0;
    let grBlock = 0;
    for (const end = Math.min(i + 8, y.length); i < end; i++) {
      const gi = g[i]!;
      const gWide = splitter * gi;
      const gHigh = gWide - (gWide - gi);
      const gLow = gi - gHigh;
      const product = t * gi;
      const error = tLow * gLow - (product - tHigh * gHigh - tLow * gHigh - tHigh * gLow);
      const r = y[i]! - product - error;
      rrBlock += r * r;
      grBlock += r * gi;
      size += Math.abs(r);
    }
    const next = rr + rrBlock;
    rrLost += rr >= rrBlock ? rrBlock - (next - rr) : rr - (next - rrBlock);
    rr = next;
    gr += grBlock;
  }
  return { rr: rr + rrLost, gr, vanishes: size === 0 && productsAreExact(g, t) };
};

const doubleResidual = (y: Vector, g: Vector, head: number, tail: number): Residual => {
  const headWide = splitter * head;
  const headHigh = headWide - (headWide - head);
  const headLow = head - headHigh;
  const tailWide = splitter * tail;
  const tailHigh = tailWide - (tailWide - tail);
  const tailLow = tail - tailHigh;
  let rr = 0;
  let gr = 0;
  for (let i = 0; i < y.length; i++) {
    const gi = g[i]!;
    const gWide = splitter * gi;
    const gHigh = gWide - (gWide - gi);
    const gLow = gi - gHigh;
    const p = head * gi;
    const pError = headLow * gLow - (p - headHigh * gHigh - headLow * gHigh - headHigh * gLow);
    const q = tail * gi;
    const qError = tailLow * gLow - (q - tailHigh * gHigh - tailLow * gHigh - tailHigh * gLow);
    const yi = y[i]!;
    const a = yi - p;
    const aPart = a - yi;
    const aError = yi - (a - aPart) - (p + aPart);
    const b = a - pError;
    const bPart = b - a;
    const bError = a - (b - bPart) - (pError + bPart);
    const c = b - q;
    const cPart = c - b;
    const cError = b - (c - cPart) - (q + cPart);
    const r = c + (aError + bError + cError - qError);
    rr += r * r;
    gr += r * gi;
  }
  return { rr, gr, vanishes: false };
};

const productsAreExact = (g: Vector, t: number): boolean => {
  for (let i = 0; i < g.length; i++) {
    if (g[i] !== 0 && !(Math.abs(g[i]! * t) >= exactProductMinimum)) return false;
  }
  return true;
};

/**
 * r = y − t g as a vector.
 *
 * @param y shape (D) @param g shape (D), both within the range of `safeSquaredNorm` @returns shape (D)
 * Accuracy: |δr| ≤ 2u|r| + 2u²|t g|. Cost: O(D).
 */
export const residualVector = (y: Vector, g: Vector, t: number): Vector => {
  const tWide = splitter * t;
  const tHigh = tWide - (tWide - t);
  const tLow = t - tHigh;
  return y.map((yi, i) => {
    const gi = g[i]!;
    const gWide = splitter * gi;
    const gHigh = gWide - (gWide - gi);
    const gLow = gi - gHigh;
    const product = t * gi;
    return yi - product - (tLow * gLow - (product - tHigh * gHigh - tLow * gHigh - tHigh * gLow));
  });
};
