/** significand · 2^exponent, a positive real beyond the range of doubles. */
export interface Scaled {
  readonly significand: number;
  /** An integer. */
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** ⌊log₂|x|⌋ for a finite x ≠ 0, subnormals included. Exact. */
export const exponentOf = (x: number): number => {
  bits.setFloat64(0, x);
  const biased = (bits.getUint32(0) >>> 20) & 0x7ff;
  return biased === 0 ? exponentOf(x * 2 ** 54) - 54 : biased - 1023;
};

/** 2^exponent for −1022 ≤ exponent ≤ 1023, without the cost of a general power. Exact. */
export const powerOfTwo = (exponent: number): number => {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
};

/** The part of a factor 2^exponent that a power in the normal range can apply, without rounding what is left to apply. */
const firstPart = (exponent: number): number => (exponent > 1023 ? 1023 : exponent < -1022 ? -969 : exponent);

/**
 * x · 2^exponent. Accuracy: exact unless it overflows or falls below the normal range, where it is off by at most
 * one unit of 2⁻¹⁰⁷⁴.
 */
export const timesPowerOfTwo = (x: number, exponent: number): number => {
  const part = firstPart(exponent);
  const scaled = x * powerOfTwo(part);
  return part === exponent ? scaled : timesPowerOfTwo(scaled, exponent - part);
};

/** Multiplies every coordinate by 2^exponent, in place. Accuracy: as `timesPowerOfTwo`. Cost: O(D). */
export const scaleInPlace = (x: Float64Array, exponent: number): void => {
  const part = firstPart(exponent);
  const factor = powerOfTwo(part);
  for (let i = 0; i < x.length; i++) x[i] = x[i]! * factor;
  if (part !== exponent) scaleInPlace(x, exponent - part);
};

/** The double nearest to a scaled number, up to one unit where it is subnormal; Infinity where it overflows. */
export const scaledToNumber = (x: Scaled): number => timesPowerOfTwo(x.significand, x.exponent);

/** a/b with a significand in the range of the quotient of theirs. Accuracy: one rounding. */
export const scaledRatio = (a: Scaled, b: Scaled): Scaled => ({
  significand: a.significand / b.significand,
  exponent: a.exponent - b.exponent,
});

/** log x. Accuracy: a few u beside |exponent|·log 2. */
export const scaledLog = (x: Scaled): number => Math.log(x.significand) + x.exponent * Math.LN2;
