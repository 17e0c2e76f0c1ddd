import type { VectorLike } from '../types/vector.ts';
import { exponentOf, type Scaled } from './scaled.ts';

/** integer · 2^exponent: every finite double, and every sum and product of such, without rounding. */
export interface Dyadic {
  readonly integer: bigint;
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as a dyadic with a 53-bit integer. Exact. What is not finite reads as ±2¹⁰²⁴ or more. */
export const dyadic = (x: number): Dyadic => {
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { integer: x < 0 ? -magnitude : magnitude, exponent: (biased === 0 ? 1 : biased) - 1075 };
};

/** A vector as integers over one power of two: xᵢ = integersᵢ · 2^exponent. Exact. */
export interface DyadicVector {
  readonly integers: readonly bigint[];
  readonly exponent: number;
}

/**
 * Finite doubles over their least common power of two. Exact.
 *
 * @param x shape (D), finite
 * @returns 53-bit integers, the longest of them shifted by as much as the exponents of x span
 * Cost: O(D), and O(D·R) bits where the exponents of x span R.
 */
export const dyadicVector = (x: VectorLike): DyadicVector => overOnePower(Array.from(x, dyadic));

/** Dyadics over the least of their powers of two. Exact. Cost: as `dyadicVector`. */
export const overOnePower = (parts: readonly Dyadic[]): DyadicVector => {
  const exponents = parts.filter(({ integer }) => integer !== 0n).map(({ exponent }) => exponent);
  const least = exponents.reduce((low, exponent) => Math.min(low, exponent), exponents[0] ?? 0);
  return {
    integers: parts.map(({ integer, exponent }) => integer << BigInt(exponent - least)),
    exponent: least,
  };
};

/** Σ aᵢ bᵢ of integers. Exact. */
export const integerDot = (a: readonly bigint[], b: readonly bigint[]): bigint => {
  let sum = 0n;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** aᵀb as a dyadic. Exact for finite doubles of any magnitude. @param a shape (D) @param b shape (D) */
export const exactDot = (a: VectorLike, b: VectorLike): Dyadic => {
  const [left, right] = [dyadicVector(a), dyadicVector(b)];
  return {
    integer: integerDot(left.integers, right.integers),
    exponent: left.exponent + right.exponent,
  };
};

/** −1, 0 or 1. */
export const signOf = (x: bigint): -1 | 0 | 1 => (x > 0n ? 1 : x < 0n ? -1 : 0);

/** |x|. Exact. */
const absolute = (x: bigint): bigint => (x < 0n ? -x : x);

/** Number of bits of |x|, 0 for 0. Cost: O(bits). */
export const bitLength = (x: bigint): number => {
  const hex = absolute(x).toString(16);
  return 4 * hex.length - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
};

/**
 * numerator/denominator as significand · 2^exponent with 0.5 ≤ |significand| ≤ 2, where it is not 0.
 * Accuracy: u, and 2⁻⁶⁰ from the integer quotient.
 *
 * @param denominator > 0
 */
export const integerRatio = (numerator: bigint, denominator: bigint): Scaled => {
  if (numerator === 0n) return { significand: 0, exponent: 0 };
  const shift = 64 - (bitLength(numerator) - bitLength(denominator));
  const rounded = Number((numerator << BigInt(shift)) / denominator);
  const exponent = exponentOf(rounded);
  return { significand: rounded * 2 ** -exponent, exponent: exponent - shift };
};

/** |x| as a scaled number. Accuracy: u. */
export const magnitude = ({ integer, exponent }: Dyadic): Scaled => {
  const ratio = integerRatio(absolute(integer), 1n);
  return { significand: ratio.significand, exponent: ratio.exponent + exponent };
};

/** Whether |x| > bound, exactly. @param bound ≥ 0, finite */
export const exceeds = (x: Dyadic, bound: Scaled): boolean => {
  const limit = dyadic(bound.significand);
  const difference = x.exponent - (limit.exponent + bound.exponent);
  const size = absolute(x.integer) << BigInt(Math.max(difference, 0));
  return size > limit.integer << BigInt(Math.max(-difference, 0));
};
