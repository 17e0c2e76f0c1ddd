import { exactDimension, proofOfDefiniteness } from '../linalg/definiteness.ts';
import type { DenseMatrix } from '../linalg/denseMatrix.ts';
import { dyadic, dyadicVector, integerDot, integerRatio } from '../linalg/exact.ts';
import { integerDefiniteness } from '../linalg/fractionFree.ts';
import { eigenvalueFloor, leastPositive, roundedDown } from '../linalg/rounding.ts';
import { scaledToNumber } from '../linalg/scaled.ts';
import { type SymmetricSpectrum, symmetricSpectrum } from '../linalg/symmetric.ts';
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
 * @returns margin: (K − κ)/K with κ approximate, at least 0 where proved and at most −2⁻¹⁰⁷⁴ where refuted; K − 1 where
 * that is negative, and as `certifyPositiveDefinite` where M is not positive definite
 * @throws TypeError where M is not square or K not a number; RangeError where K is not finite
 * Accuracy: never wrong; inconclusive at most where κ agrees with K to about Du, beyond D = 24 to about D²uκ.
 * Cost: O(D³); exact elimination for D ≤ 24 where doubles do not settle it.
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
  if (size <= 1) {
    return { status: 'proved', margin: (approximate - 1) / approximate, method: 'inspection' };
  }
  const spectrum = symmetricSpectrum(size, entries);
  const ratio = spectrum.values[size - 1]! / spectrum.values[0]!;
  const margin = (approximate - ratio) / approximate;
  const method = sectorProof(size, entries, spectrum, K, approximate);
  if (method) return { status: 'proved', margin: Math.max(margin, 0), method };
  const witness = turningWitness(entries, spectrum, K, approximate);
  if (witness)
    return { status: 'refuted', margin: Math.min(margin, -leastPositive), method: 'turning-angle', witness };
  return { status: 'inconclusive', margin, method: 'none' };
};

const rationalOf = (bound: number | Rational): Rational => {
  if (typeof bound !== 'number') {
    if (typeof bound?.numerator !== 'bigint' || typeof bound.denominator !== 'bigint') {
      throw new TypeError(
        `certifyConditionNumber: bound must be a number or a quotient of two bigints, got bound = ${String(bound)}`,
      );
    }
    if (bound.denominator > 0n) return bound;
    throw new RangeError(
      `certifyConditionNumber: bound must have a denominator > 0, got denominator = ${bound.denominator}`,
    );
  }
  if (!Number.isFinite(bound)) {
    throw new RangeError(`certifyConditionNumber: bound must be finite, got bound = ${bound}`);
  }
  const { integer, exponent } = dyadic(bound);
  return {
    numerator: integer << BigInt(Math.max(exponent, 0)),
    denominator: 1n << BigInt(Math.max(-exponent, 0)),
  };
};

/** K as a double, the largest one where it is beyond their range. */
const quotient = ({ numerator, denominator }: Rational): number =>
  Math.min(scaledToNumber(integerRatio(numerator, denominator)), Number.MAX_VALUE);

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
  if (provesSector(size, entries, middle, roundedDown(approximate))) return 'sector';
  if (size > exactDimension) return undefined;
  // λmax is known up to a few u of itself, λmin only up to as much of λmax. Where κ(M) = K only p = λmin will do: the
  // eigenvalue as computed, or what it was before the last digits went wrong.
  const candidates = [(greatest / approximate) * (1 + eigenvalueFloor(size)), least, shortened(least)];
  // One that is not finite reads as ±2¹⁰²⁴ or more, and proves nothing.
  return candidates.some((p) => exactSector(size, entries, p, K)) ? 'exact-sector' : undefined;
};

/** x rounded to 24 bits. Source: Dekker, Numer. Math. 18 (1971). */
const shortened = (x: number): number => {
  const wide = (2 ** 29 + 1) * x;
  return wide - (wide - x);
};

/** Both sides in doubles; every rounding is downwards, so that a proof holds of the exact matrices. */
const provesSector = (size: number, entries: Vector, p: number, K: number): boolean => {
  const q = roundedDown(K * p);
  const above = entries.slice();
  const below = entries.map((value) => -value);
  for (let at = 0; at < entries.length; at += size + 1) {
    above[at] = roundedDown(entries[at]! - p);
    below[at] = roundedDown(q - entries[at]!);
  }
  return [above, below].every((side) => proofOfDefiniteness(size, side) !== undefined);
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

/**
 * x with sin²∠(x, Mx) > ((K − 1)/(K + 1))², from the eigenvectors at both ends; xᵀMx > 0 is known.
 *
 * M turns v_min + t v_max by an angle of tangent t(κ − 1)/(1 + κt²), which at t = 1/√K exceeds the (K − 1)/(2√K) that
 * κ ≤ K allows iff κ > K.
 */
const turningWitness = (
  entries: Vector,
  { vectors }: SymmetricSpectrum,
  K: Rational,
  approximate: number,
): readonly bigint[] | undefined => {
  const size = vectors.length;
  const last = vectors[size - 1]!;
  const x = dyadicVector(vectors[0]!.map((value, i) => value + last[i]! / Math.sqrt(approximate))).integers;
  const { integers } = dyadicVector(entries);
  const y = x.map((_, i) => integerDot(integers.slice(i * size, (i + 1) * size), x));
  const norms = integerDot(x, x) * integerDot(y, y);
  const xy = integerDot(x, y);
  const [above, below] = [K.numerator + K.denominator, K.numerator - K.denominator];
  return above * above * (norms - xy * xy) > below * below * norms ? x : undefined;
};
