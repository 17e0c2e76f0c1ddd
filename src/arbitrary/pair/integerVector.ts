import { isZero } from '../../linalg/vector.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { oneOf, weightedOneOf } from '../choose.ts';

const kinds = [
  { label: 'dense', weight: 5 },
  { label: 'sparse', weight: 3 },
  { label: 'repeated', weight: 2 },
  { label: 'one coordinate', weight: 1 },
] as const;

/** A vector ≠ 0 of integers from −9 to 9, shape (D): dense, sparse, of one repeated size, or along one axis. */
export const drawIntegerVector = (dimension: number, random: Random): Vector =>
  fillWithIntegers(new Float64Array(dimension), random);

/** Overwrites x, all 0 before, by such a vector. Cost: O(D), a few nanoseconds a coordinate. */
export const fillWithIntegers = (x: Vector, random: Random): Vector => {
  const dimension = x.length;
  const { label } = weightedOneOf(random, kinds);
  switch (label) {
    case 'dense':
      fillWithDigits(x, { base: 19, least: -9 }, random);
      break;
    case 'sparse':
      fillWithDigits(x, { base: 64, least: -9 }, random);
      for (let i = 0; i < dimension; i++) if (x[i]! > 9) x[i] = 0;
      break;
    case 'repeated': {
      const size = 1 + Math.floor(random() * 9);
      fillWithDigits(x, { base: 2, least: 0 }, random);
      for (let i = 0; i < dimension; i++) x[i] = x[i] === 0 ? size : -size;
      break;
    }
    case 'one coordinate':
      break;
    default:
      label satisfies never;
  }
  if (isZero(x)) x[Math.floor(random() * dimension)] = oneOf(random, [1, -1, 2, -3]);
  return x;
};

/** Fills x with independent uniform integers from `least` on, `base` of them; two runs of digits from each draw. */
const fillWithDigits = (
  x: Vector,
  { base, least }: { readonly base: number; readonly least: number },
  random: Random,
): void => {
  const digits = Math.floor(26 / Math.log2(base));
  const range = base ** digits;
  for (let from = 0; from < x.length; from += 2 * digits) {
    const scaled = random() * range;
    const high = Math.floor(scaled);
    writeDigits(x, { rest: high, from, digits, base, least });
    writeDigits(x, { rest: Math.floor((scaled - high) * range), from: from + digits, digits, base, least });
  }
};

const writeDigits = (
  x: Vector,
  run: {
    readonly rest: number;
    readonly from: number;
    readonly digits: number;
    readonly base: number;
    readonly least: number;
  },
): void => {
  const { base, least } = run;
  const to = Math.min(x.length, run.from + run.digits);
  let rest = run.rest;
  for (let i = run.from; i < to; i++) {
    const quotient = (rest / base) | 0;
    x[i] = rest - quotient * base + least;
    rest = quotient;
  }
};

/** A vector h ≠ 0 of integers with hᵀg = 0 exactly, shape (D). @param g as drawn above, D ≥ 2 */
export const drawOrthogonalInteger = (g: Vector, random: Random): Vector =>
  fillWithOrthogonal(new Float64Array(g.length), g, random);

/**
 * Overwrites h, all 0 before, by (gᵀg) v − (vᵀg) g for a random integer v, or by gᵢ eⱼ − gⱼ eᵢ.
 *
 * @param g integers from −9 to 9, shape (D), D ≥ 2, ≠ 0
 * Cost: O(D).
 */
export const fillWithOrthogonal = (h: Vector, g: Vector, random: Random): Vector => {
  if (random() < 0.5) {
    fillWithIntegers(h, random);
    let gg = 0;
    let vg = 0;
    for (let i = 0; i < g.length; i++) {
      gg += g[i]! * g[i]!;
      vg += h[i]! * g[i]!;
    }
    for (let i = 0; i < g.length; i++) h[i] = gg * h[i]! - vg * g[i]!;
    if (!isZero(h)) return h;
    h.fill(0);
  }
  let i = Math.floor(random() * g.length);
  if (g[i] === 0) i = g.findIndex((value) => value !== 0);
  const j = (i + 1 + Math.floor(random() * (g.length - 1))) % g.length;
  h[j] = g[i]!;
  h[i] = -g[j]!;
  return h;
};
