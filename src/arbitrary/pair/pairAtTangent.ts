import { isZero } from '../../linalg/vector.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { integerBetween, weightedOneOf } from '../choose.ts';
import { fillWithIntegers, fillWithOrthogonal } from './integerVector.ts';

/** An update and a negated gradient, shape (D) each, at any angle. */
export interface VectorPair {
  readonly g: Vector;
  readonly y: Vector;
}

/** Beyond this tangent, or below its inverse, p g + q h could round: g and h get disjoint supports instead. */
const greatestSharedTangent = 2 ** 16;

/**
 * A pair at an angle ψ with y = ±p g + q h, hᵀg = 0, so that tan ψ = q‖h‖/(p‖g‖).
 *
 * Every product and sum is exact in doubles: the sign of yᵀg = ±p gᵀg is right by construction, and the angle is
 * that of the rounded p or q, within 2⁻¹⁰ relative in tan ψ.
 *
 * @param tangent |tan ψ|: 0 for ψ = 0 (or 180°), Infinity for exactly 90°; 0 where D = 1
 * @param side 1 below 90°, −1 above
 * Cost: O(D).
 */
export const pairAtTangent = (
  { dimension, tangent, side }: { dimension: number; tangent: number; side: 1 | -1 },
  random: Random,
): VectorPair => {
  if (dimension === 1) {
    // One small integer would come up again and again.
    const g = Float64Array.of(integerBetween(random, 1, 9999) * (random() < 0.5 ? 1 : -1));
    return arranged(g, combine(side * integerBetween(random, 1, 999), g, 0, g.slice()), random);
  }
  // One buffer for both vectors: allocation is the most expensive part of a pair.
  const buffer = new ArrayBuffer(16 * dimension);
  const g = new Float64Array(buffer, 0, dimension);
  const h = new Float64Array(buffer, 8 * dimension, dimension);
  fillWithIntegers(g, random);
  if (tangent === 0) {
    return arranged(g, combine(side * integerBetween(random, 1, 99), g, 0, h), random);
  }
  const far =
    tangent !== Number.POSITIVE_INFINITY &&
    !(tangent < greatestSharedTangent && tangent > 1 / greatestSharedTangent);
  if (far) {
    fillWithIntegers(h, random);
    separate(g, h, random);
  } else fillWithOrthogonal(h, g, random);
  if (tangent === Number.POSITIVE_INFINITY) return arranged(g, h, random);
  const ratio = (tangent * norm(g)) / norm(h);
  const p = ratio <= 1 ? 1 : shortBinary(1 / ratio);
  const q = ratio <= 1 ? shortBinary(ratio) : 1;
  return arranged(g, combine(side * p, g, q, h), random);
};

/** Overwrites h by p g + q h. */
const combine = (p: number, g: Vector, q: number, h: Vector): Vector => {
  for (let i = 0; i < h.length; i++) h[i] = p * g[i]! + q * h[i]!;
  return h;
};

/** Zeroes each coordinate in one of g and h, at random, so that both stay ≠ 0. */
const separate = (g: Vector, h: Vector, random: Random): void => {
  const dimension = g.length;
  const [own, other] = distinctCoordinates(dimension, random);
  let bits = 0;
  for (let i = 0; i < dimension; i++) {
    bits = i % 30 === 0 ? Math.floor(random() * 2 ** 30) : bits >> 1;
    if (i === own || (i !== other && (bits & 1) === 0)) h[i] = 0;
    else g[i] = 0;
  }
  if (isZero(g)) g[own] = 1;
  if (isZero(h)) h[other] = 1;
};

const distinctCoordinates = (dimension: number, random: Random): readonly [number, number] => {
  const first = integerBetween(random, 0, dimension - 1);
  return [first, (first + integerBetween(random, 1, dimension - 1)) % dimension];
};

const norm = (x: Vector): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum);
};

/** x > 0 rounded to 11 significant bits. */
const shortBinary = (x: number): number => {
  const unit = 2 ** (Math.floor(Math.log2(x)) - 10);
  return Math.round(x / unit) * unit;
};

/** Scales of both vectors, as powers of two so that they change no digit. */
const magnitudes = [
  { label: 'one', weight: 60, exponent: 0 },
  { label: 'moderate', weight: 22, exponent: 40 },
  { label: 'extreme', weight: 15, exponent: 498 },
] as const;

/** Share of pairs in which the vector of integers is made of subnormal numbers. */
const subnormalShare = 0.04;

/** Share of pairs in which the zeros of that vector are negative. */
const negativeZeroShare = 0.1;

/** The pair at a random scale, in either order: ψ does not depend on which is g. */
const arranged = (integers: Vector, other: Vector, random: Random): VectorPair => {
  const a = random() < subnormalShare ? scaled(integers, -1074) : scaled(integers, drawExponent(random));
  const b = scaled(other, drawExponent(random));
  if (random() < negativeZeroShare) for (let i = 0; i < a.length; i++) if (a[i] === 0) a[i] = -0;
  return random() < 0.5 ? { g: a, y: b } : { g: b, y: a };
};

const drawExponent = (random: Random): number => {
  const { exponent } = weightedOneOf(random, magnitudes);
  return exponent === 0 ? 0 : integerBetween(random, -exponent, exponent);
};

/** Overwrites x by 2ᵏ x, in two factors where 2ᵏ alone is no normal number. */
const scaled = (x: Vector, exponent: number): Vector => {
  if (exponent === 0) return x;
  const half = 2 ** Math.trunc(exponent / 2);
  const rest = 2 ** (exponent - Math.trunc(exponent / 2));
  for (let i = 0; i < x.length; i++) x[i] = x[i]! * half * rest;
  return x;
};
