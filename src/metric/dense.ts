import type { Matrix } from 'ml-matrix';
import { compensatedDot } from '../linalg/compensatedDot.ts';
import { proofOfDefiniteness } from '../linalg/definiteness.ts';
import { matrixOf } from '../linalg/denseMatrix.ts';
import { innerProducts, scaledVector } from '../linalg/norms.ts';
import { denseEntryRoundings, gamma } from '../linalg/rounding.ts';
import { exponentOf, type Scaled, scaleInPlace } from '../linalg/scaled.ts';
import type { Vector } from '../types/vector.ts';
import type { EffectivePair } from './effectivePair.ts';
import { denseAngleLimit, denseExponentFloor, normalExponent } from './rounding.ts';

/** How a metric of the plane of a pair is scaled: α*, and ρ = α/α*. */
interface Scale {
  readonly alphaStar: Scaled;
  readonly ratio: number;
}

/** M as a matrix: its {@link provedEntries}. */
export const denseMetric = (caller: string, pair: EffectivePair, scale: Scale): Matrix =>
  matrixOf(pair.g.length, provedEntries(caller, pair, scale));

/**
 * Mᵢⱼ = yᵢyⱼ/(yᵀg) + α (δᵢⱼ − gᵢgⱼ/(gᵀg)), bitwise symmetric and proved positive definite, or refused.
 *
 * The proof is a shifted Cholesky factorisation, exact elimination where that does not reach, and for larger D the
 * perturbation bound λmin(M) > γ‖B‖ with B = |y||y|ᵀ/(yᵀg) + α(I + |g||g|ᵀ/(gᵀg)), ‖B‖ ≤ α* + 2α.
 * Source: P4, A3.
 *
 * @param caller name of the construction, for its message
 * @returns row-major, shape (D·D)
 * @throws RangeError where entries over- or underflow, and where nothing proves the rounded matrix positive definite
 * Accuracy: componentwise γ·B, γ of eight roundings. Cost: O(D²) and a factorisation.
 */
export const provedEntries = (caller: string, pair: EffectivePair, scale: Scale): Vector => {
  const size = pair.g.length;
  const { alphaStar, ratio } = scale;
  const exponent = exponentOf(alphaStar.significand * Math.min(1, ratio)) + alphaStar.exponent;
  if (exponent < denseExponentFloor) {
    throw new RangeError(
      `${caller}.toDense: entries must be normal numbers, got about 2^${exponent}, which underflows, from ‖y‖/‖g‖ = ${alphaStar.significand * pair.cosine}·2^${alphaStar.exponent} at ψ = ${pair.angle} rad; apply and solve still work`,
    );
  }
  const entries = denseEntries(pair, scale);
  const overflow = entries.findIndex((value) => !Number.isFinite(value));
  if (overflow >= 0) {
    const [i, j] = [Math.floor(overflow / size), overflow % size];
    throw new RangeError(
      `${caller}.toDense: entries must be within the range of doubles, got M[${i}][${j}] = ${entries[overflow]} from ‖y‖/‖g‖ = ${scale.alphaStar.significand * pair.cosine}·2^${scale.alphaStar.exponent} at ψ = ${pair.angle} rad; apply and solve still work`,
    );
  }
  if (!isProved(pair, scale, entries)) {
    throw new RangeError(
      `${caller}.toDense: π/2 − ψ must be at least ${denseAngleLimit} (more where α is far from α*) for a rounded matrix that is positive definite for certain, got ψ = ${pair.angle} rad with π/2 − ψ = ${Math.atan2(pair.cosine, pair.sine)} and D = ${size}; apply and solve still work`,
    );
  }
  return entries;
};

const denseEntries = (pair: EffectivePair, { alphaStar, ratio }: Scale): Vector => {
  const size = pair.g.length;
  const [g, y] = [scaledVector(pair.g).vector, scaledVector(pair.y).vector];
  const ofY = alphaStar.significand / squaredNorm(y);
  const alpha = ratio * alphaStar.significand;
  const ofG = size === 1 ? 0 : alpha / squaredNorm(g);
  const diagonal = size === 1 ? 0 : alpha;
  const entries = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const complement = (i === j ? diagonal : 0) - g[i]! * g[j]! * ofG;
      const value = y[i]! * y[j]! * ofY + complement;
      entries[i * size + j] = value;
      entries[j * size + i] = value;
    }
  }
  scaleInPlace(entries, alphaStar.exponent);
  return entries;
};

const squaredNorm = (x: Vector): number => compensatedDot(x, x, innerProducts(x, x).yy);

const isProved = (pair: EffectivePair, { alphaStar, ratio }: Scale, entries: Vector): boolean => {
  const size = pair.g.length;
  if (proofOfDefiniteness(size, entries)) return true;
  // λ₋ = ρc²/λ₊ in units of α*, and λ₊ ≤ 1 + ρ, with equality at a right angle.
  const bottom = (ratio * pair.cosine ** 2) / (1 + ratio);
  const smallest = exponentOf(alphaStar.significand * bottom) + alphaStar.exponent;
  return smallest > normalExponent && bottom > gamma(denseEntryRoundings) * (1 + 2 * ratio);
};
