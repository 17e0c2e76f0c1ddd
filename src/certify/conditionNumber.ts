import { exactDimension } from '../linalg/definiteness.ts';
import { dyadic, dyadicVector, integerDot, integerRatio } from '../linalg/exact.ts';
import { integerDefiniteness } from '../linalg/fractionFree.ts';
import { leastPositive, roundedDown } from '../linalg/rounding.ts';
import { scaledToNumber } from '../linalg/scaled.ts';
import { shiftedCholesky } from '../linalg/shiftedCholesky.ts';
import { type DenseMatrix, type SymmetricSpectrum, symmetricSpectrum } from '../linalg/symmetric.ts';
import type { Vector } from '../types/vector.ts';
import type { Certificate } from '../types/verdict.ts';
import { readSymmetric } from './matrix.ts';
import { certifyPositiveDefinite } from './positiveDefinite.ts';

/** K = numerator/denominator. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What is known of κ(M) ≤ K. */
export interface ConditionNumberCertificate extends Certificate {
  readonly method: 'inspection' | 'sector' | 'exact-sector' | 'turning-angle' | 'witness' | 'none';
  /** Where refuted by a turning angle: x in exact integers with κ*(x, M x) > K, shape (D). */
  readonly witness?: readonly bigint[];
  readonly reason?: string;
}

/**
 * M ≻ 0 and κ(M) = λmax/λmin ≤ K.
 *
 * Proved by a p with pI ⪯ M ⪯ KpI, each side by factorisation; refuted by a vector that M turns further than any
 * matrix with κ ≤ K can, sin∠(x, Mx) > (K − 1)/(K + 1), compared in rationals.
 * Source: X1, X2.
 *
 * @param M square matrix @param bound K, a double (taken exactly) or a rational
 * @returns margin: (K − κ)/K with κ approximate, at least as large in size as 2⁻¹⁰⁷⁴ with the sign of the verdict
 * @throws TypeError where M is not square; RangeError where K is not a number
 * Accuracy: never wrong; inconclusive where κ agrees with K to about D²u. Cost: O(D³).
 */
export const certifyConditionNumber = (
  M: DenseMatrix,
  bound: number | Rational,
): ConditionNumberCertificate => {
  const K = rationalOf(bound);
  const approximate = typeof bound === 'number' ? bound : quotient(bound);
  const read = readSymmetric('certifyConditionNumber', M);
  const { size, entries } = read;
  if (read.fault !== undefined) {
    return { status: 'refuted', margin: read.margin, method: 'inspection', reason: read.fault };
  }
  if (K.numerator < K.denominator) {
    return {
      status: 'refuted',
      margin: approximate - 1,
      method: 'inspection',
      reason: `κ ≥ 1 > ${approximate}`,
    };
  }
  const definite = certifyPositiveDefinite(M);
  if (definite.status === 'refuted') {
    return {
      status: 'refuted',
      margin: definite.margin,
      method: 'witness',
      ...(definite.witness && { witness: definite.witness }),
      reason: 'M is not positive definite',
    };
  }
  if (size <= 1) return { ...definite, method: 'inspection' };
  const spectrum = symmetricSpectrum(size, entries);
  const ratio = spectrum.values[size - 1]! / spectrum.values[0]!;
  const margin = (approximate - ratio) / approximate;
  const method = sectorProof(size, entries, spectrum, K, approximate);
  if (method) return { status: 'proved', margin: Math.max(margin, 0), method };
  const witness = turningWitness(size, entries, spectrum, K);
  if (witness)
    return { status: 'refuted', margin: Math.min(margin, -leastPositive), method: 'turning-angle', witness };
  return { status: 'inconclusive', margin, method: 'none' };
};

const rationalOf = (bound: number | Rational): Rational => {
  if (typeof bound !== 'number') {
    if (bound.denominator > 0n) return bound;
    throw new RangeError(
      `certifyConditionNumber: bound must have a denominator > 0, got denominator = ${bound.denominator}`,
    );
  }
  if (!Number.isFinite(bound)) {
    throw new RangeError(`certifyConditionNumber: bound must be finite, got bound = ${bound}`);
  }
  const { integer, exponent } = dyadic(bound);
  return exponent >= 0
    ? { numerator: integer << BigInt(exponent), denominator: 1n }
    : { numerator: integer, denominator: 1n << BigInt(-exponent) };
};

const quotient = ({ numerator, denominator }: Rational): number => {
  const sign = numerator < 0n ? -1 : 1;
  return sign * scaledToNumber(integerRatio(numerator < 0n ? -numerator : numerator, denominator));
};

/** A proof of pI ⪯ M ⪯ KpI for some p > 0. */
const sectorProof = (
  size: number,
  entries: Vector,
  { values }: SymmetricSpectrum,
  K: Rational,
  approximate: number,
): 'sector' | 'exact-sector' | undefined => {
  const [least, greatest] = [values[0]!, values[size - 1]!];
  const middle = Math.sqrt(least) * Math.sqrt(greatest / approximate);
  if (middle > 0 && provesSector(size, entries, middle, roundedDown(approximate))) return 'sector';
  if (size > exactDimension) return undefined;
  // Where κ(M) = K only p = λmin will do: the eigenvalue itself, or what it was before the last digits went wrong.
  const candidates = [middle, least, Math.fround(least)].filter((p) => p > 0 && p < Number.POSITIVE_INFINITY);
  return candidates.some((p) => exactSector(size, entries, p, K)) ? 'exact-sector' : undefined;
};

/** Both sides by floating point; every rounding is downwards, so that a proof holds of the exact matrices. */
const provesSector = (size: number, entries: Vector, p: number, K: number): boolean => {
  const q = roundedDown(K * p);
  const above = entries.slice();
  const below = entries.map((value) => -value);
  for (let i = 0; i < size; i++) {
    const at = i * size + i;
    above[at] = roundedDown(entries[at]! - p);
    below[at] = roundedDown(q - entries[at]!);
    if (!(above[at]! > 0 && below[at]! > 0)) return false;
  }
  return [above, below].every((side) => shiftedCholesky(size, side).leastPivot !== undefined);
};

/** M − pI ⪰ 0 and KpI − M ⪰ 0 in integers. */
const exactSector = (size: number, entries: Vector, p: number, K: Rational): boolean => {
  const matrix = dyadicVector(entries);
  const shift = dyadic(p);
  const exponent = Math.min(matrix.exponent, shift.exponent);
  const scaledP = shift.integer << BigInt(shift.exponent - exponent);
  const scaledM = matrix.integers.map((value) => value << BigInt(matrix.exponent - exponent));
  const onDiagonal = (value: bigint, k: number): bigint => (k % (size + 1) === 0 ? value : 0n);
  const sides = [
    scaledM.map((value, k) => value - onDiagonal(scaledP, k)),
    scaledM.map((value, k) => onDiagonal(K.numerator * scaledP, k) - K.denominator * value),
  ];
  return sides.every((side) => integerDefiniteness(size, side).kind !== 'indefinite');
};

/** x with sin²∠(x, Mx) > ((K − 1)/(K + 1))², from the eigenvectors at both ends; xᵀMx > 0 is known. */
const turningWitness = (
  size: number,
  entries: Vector,
  { values, vectors }: SymmetricSpectrum,
  K: Rational,
): readonly bigint[] | undefined => {
  const [ofLeast, ofGreatest] = [Math.sqrt(values[size - 1]!), Math.sqrt(Math.abs(values[0]!))];
  const first = vectors[0]!;
  const last = vectors[size - 1]!;
  const approximate = first.map((value, i) => ofLeast * value + ofGreatest * last[i]!);
  if (!approximate.every(Number.isFinite)) return undefined;
  const x = dyadicVector(approximate).integers;
  const { integers } = dyadicVector(entries);
  const y = x.map((_, i) => integerDot(integers.slice(i * size, (i + 1) * size), x));
  const norms = integerDot(x, x) * integerDot(y, y);
  const xy = integerDot(x, y);
  const [above, below] = [K.numerator + K.denominator, K.numerator - K.denominator];
  return above * above * (norms - xy * xy) > below * below * norms ? x : undefined;
};
