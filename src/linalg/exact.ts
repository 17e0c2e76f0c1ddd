import type { VectorLike } from '../types/vector.ts';
import { exponentOf, type Scaled } from './scaled.ts';

/** integer · 2^exponent: every finite double, and every sum and product of such, without rounding. */
export interface Dyadic {
  readonly integer: bigint;
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as a dyadic with a 53-bit integer. Exact. */
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
export const dyadicVector = (x: VectorLike): DyadicVector => {
  const parts = Array.from(x, dyadic);
  let exponent = Number.POSITIVE_INFINITY;
  for (const part of parts) if (part.integer !== 0n) exponent = Math.min(exponent, part.exponent);
  if (exponent === Number.POSITIVE_INFINITY) return { integers: parts.map(() => 0n), exponent: 0 };
  return {
    integers: parts.map((part) =>
      part.integer === 0n ? 0n : part.integer << BigInt(part.exponent - exponent),
    ),
    exponent,
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

/** Number of bits of |x|, 0 for 0. Cost: O(bits). */
export const bitLength = (x: bigint): number => {
  const hex = (x < 0n ? -x : x).toString(16);
  return x === 0n ? 0 : 4 * hex.length - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)) + 28;
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
  const quotient =
    shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  const rounded = Number(quotient);
  const exponent = exponentOf(rounded);
  return { significand: rounded * 2 ** -exponent, exponent: exponent - shift };
};

/** |x| as a scaled number. Accuracy: u. */
export const magnitude = ({ integer, exponent }: Dyadic): Scaled => {
  const ratio = integerRatio(integer < 0n ? -integer : integer, 1n);
  return { significand: ratio.significand, exponent: ratio.exponent + exponent };
};

/** Whether |x| > bound, exactly. @param bound ≥ 0, finite */
export const exceeds = (x: Dyadic, bound: Scaled): boolean => {
  const limit = dyadic(bound.significand);
  const difference = x.exponent - (limit.exponent + bound.exponent);
  const size = x.integer < 0n ? -x.integer : x.integer;
  return difference >= 0
    ? size << BigInt(difference) > limit.integer
    : size > limit.integer << BigInt(-difference);
};
