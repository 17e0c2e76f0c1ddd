import type { Random, Vector } from '../types/vector.ts';
import { oneOf, weightedOneOf } from './choose.ts';

const kinds = [
  { label: 'dense', weight: 5 },
  { label: 'sparse', weight: 3 },
  { label: 'repeated', weight: 2 },
  { label: 'one coordinate', weight: 1 },
] as const;

/**
 * A vector ≠ 0 of integers from −9 to 9, shape (D): dense, sparse, of one repeated size, or along one axis.
 *
 * Cost: O(D), a few nanoseconds a coordinate.
 */
export const drawIntegerVector = (dimension: number, random: Random): Vector => {
  const x = new Float64Array(dimension);
  const { label } = weightedOneOf(random, kinds);
  switch (label) {
    case 'dense':
      fillWithDigits(x, 19, random);
      for (let i = 0; i < dimension; i++) x[i] = x[i]! - 9;
      break;
    case 'sparse':
      fillWithDigits(x, 64, random);
      for (let i = 0; i < dimension; i++) x[i] = x[i]! < 19 ? x[i]! - 9 : 0;
      break;
    case 'repeated': {
      const size = 1 + Math.floor(random() * 9);
      fillWithDigits(x, 2, random);
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

/**
 * Fills x with independent uniform digits 0 … base − 1, five from each draw of the source.
 *
 * @param base an integer from 2 to 64, so that base⁵ ≤ 2³⁰
 */
export const fillWithDigits = (x: Vector, base: number, random: Random): void => {
  const range = base ** 5;
  let rest = 0;
  for (let i = 0; i < x.length; i++) {
    if (i % 5 === 0) rest = Math.floor(random() * range);
    const quotient = (rest / base) | 0;
    x[i] = rest - quotient * base;
    rest = quotient;
  }
};

/** Whether every entry is 0. */
export const isZero = (x: Vector): boolean => {
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) return false;
  return true;
};

/**
 * h = (gᵀg) v − (vᵀg) g for a random integer v, or gᵢ eⱼ − gⱼ eᵢ: integers with hᵀg = 0 exactly, h ≠ 0.
 *
 * @param g integers from −9 to 9, shape (D), D ≥ 2, ≠ 0
 * Cost: O(D).
 */
export const drawOrthogonalInteger = (g: Vector, random: Random): Vector => {
  if (random() < 0.5) {
    const h = drawIntegerVector(g.length, random);
    let gg = 0;
    let vg = 0;
    for (let i = 0; i < g.length; i++) {
      gg += g[i]! * g[i]!;
      vg += h[i]! * g[i]!;
    }
    for (let i = 0; i < g.length; i++) h[i] = gg * h[i]! - vg * g[i]!;
    if (!isZero(h)) return h;
  }
  const h = new Float64Array(g.length);
  let i = Math.floor(random() * g.length);
  if (g[i] === 0) i = g.findIndex((value) => value !== 0);
  const j = (i + 1 + Math.floor(random() * (g.length - 1))) % g.length;
  h[j] = g[i]!;
  h[i] = -g[j]!;
  return h;
};
