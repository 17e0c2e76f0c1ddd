import { proofOfDefiniteness } from '../linalg/definiteness.ts';
import { matrixOf } from '../linalg/denseMatrix.ts';
import { gramGeometry } from '../linalg/gram.ts';
import { innerProducts } from '../linalg/norms.ts';
import { normalised } from '../linalg/planeDirection.ts';
import { eigenvalueFloor } from '../linalg/rounding.ts';
import { timesPowerOfTwo } from '../linalg/scaled.ts';
import { multiply, type SymmetricSpectrum, symmetricSpectrum } from '../linalg/symmetric.ts';
import { finiteVector, showVector } from '../linalg/vector.ts';
import { plural } from '../numbers.ts';
import type { Vector, VectorLike } from '../types/vector.ts';
import type { EffectivePair } from './effectivePair.ts';
import { familyMetric } from './family.ts';
import type { Metric } from './metric.ts';
import { basisOrthogonality } from './rounding.ts';

/**
 * M = y yᵀ/(yᵀg) + Σᵢ uᵢuᵢᵀ with u₁ … u_{D−1} a basis of the complement of g: every metric with M g = y is of this form.
 *
 * Without a basis an orthonormal one is used, so that Σ uᵢuᵢᵀ = I − g gᵀ/(gᵀg), in O(D) and matrix-free; with one the
 * metric is a dense matrix.
 * Source: P2, P3.
 *
 * @param pair an effective pair
 * @param basis D − 1 independent vectors of shape (D) at right angles to g up to their own rounding
 * @throws TypeError where the basis has the wrong shape; RangeError where a vector is not finite or not at right angles
 * to g, where the vectors are dependent or so nearly that no proof of M ≻ 0 succeeds, where κ leaves no correct digit to the least eigenvalue, and where an
 * entry overflows
 * Accuracy: with a basis eigenvalues and κ have an absolute error of O(u λmax). Cost: with a basis O(D³).
 */
export const canonicalMetric = (pair: EffectivePair, basis?: readonly VectorLike[]): Metric => {
  if (!basis) return familyMetric(pair, 1);
  const size = pair.g.length;
  const vectors = readBasis(pair, basis);
  const entries = canonicalEntries(pair, vectors);
  const overflow = entries.find((value) => !Number.isFinite(value));
  if (overflow !== undefined) {
    throw new RangeError(`canonicalMetric: entries must be within the range of doubles, got ${overflow}`);
  }
  if (!proofOfDefiniteness(size, entries)) {
    throw new RangeError(
      `canonicalMetric: the basis must be independent and ψ away from 90° for a matrix that is positive definite for certain, got basis[0] = ${showVector(vectors[0] ?? new Float64Array(0))} … at ψ = ${pair.angle} rad`,
    );
  }
  const spectrum = symmetricSpectrum(size, entries);
  const [least, greatest] = [spectrum.values[0]!, spectrum.values[size - 1]!];
  if (!(least > eigenvalueFloor(size) * greatest)) {
    throw new RangeError(
      `canonicalMetric: the condition number must stay below about 1/(16Du) for eigenvalues and solve to have a correct digit, got ψ = ${pair.angle} rad; leave the basis out, or use optimalMetric`,
    );
  }
  return fromEntries(size, entries, spectrum);
};

const readBasis = (pair: EffectivePair, basis: readonly VectorLike[]): readonly Vector[] => {
  const size = pair.g.length;
  if (basis.length !== size - 1) {
    throw new TypeError(`canonicalMetric: basis must hold ${size - 1} vectors, got ${basis.length}`);
  }
  return basis.map((given, k) => {
    const u = finiteVector('canonicalMetric', `basis[${k}]`, given);
    if (u.length !== size) {
      throw new TypeError(
        `canonicalMetric: basis[${k}] must have ${plural(size, 'coordinate')}, got ${u.length}`,
      );
    }
    if (!isAtRightAngles(u, pair.g)) {
      throw new RangeError(
        `canonicalMetric: basis[${k}] must be at right angles to g and not 0, got u = ${showVector(u)} for g = ${showVector(pair.g)}`,
      );
    }
    return u;
  });
};

/** |uᵀg| ≤ γ|u|ᵀ|g|. */
const isAtRightAngles = (u: Vector, g: Vector): boolean => {
  if (u.every((value) => value === 0)) return false;
  const [unitU, unitG] = [normalised(u), normalised(g)];
  const size = unitU.reduce((sum, value, i) => sum + Math.abs(value * unitG[i]!), 0);
  const { cosine } = gramGeometry(g, u, innerProducts(u, g));
  return Math.abs(cosine) <= basisOrthogonality(g.length) * size;
};

const canonicalEntries = (pair: EffectivePair, basis: readonly Vector[]): Vector => {
  const { cosine, gNorm, yNorm } = pair;
  const size = pair.y.length;
  // y yᵀ/(yᵀg) with y and g near 1, and the power of two beside it: no product leaves the range on the way.
  const y = pair.y.map((value) => timesPowerOfTwo(value, -yNorm.exponent));
  const yg = cosine * yNorm.significand * gNorm.significand;
  const exponent = yNorm.exponent - gNorm.exponent;
  const entries = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = timesPowerOfTwo((y[i]! * y[j]!) / yg, exponent);
      for (const u of basis) sum += u[i]! * u[j]!;
      entries[i * size + j] = sum;
      entries[j * size + i] = sum;
    }
  }
  return entries;
};

const fromEntries = (size: number, entries: Vector, { values, vectors }: SymmetricSpectrum): Metric => {
  const read = (name: string, v: VectorLike): Vector => {
    const vector = finiteVector(`canonicalMetric.${name}`, 'v', v);
    if (vector.length === size) return vector;
    throw new TypeError(
      `canonicalMetric.${name}: v must have ${plural(size, 'coordinate')}, got ${vector.length}`,
    );
  };
  return {
    dimension: size,
    apply: (v) => multiply(size, entries, read('apply', v)),
    solve: (v) => {
      const given = read('solve', v);
      const parts = vectors.map(
        (direction, k) => direction.reduce((sum, value, i) => sum + value * given[i]!, 0) / values[k]!,
      );
      return given.map((_, i) => parts.reduce((sum, part, k) => sum + part * vectors[k]![i]!, 0));
    },
    toDense: () => matrixOf(size, entries),
    eigenvalues: Array.from(values, (value, k) => ({
      value,
      multiplicity: 1,
      vector: () => vectors[k]!.slice(),
    })),
    conditionNumber: values[size - 1]! / values[0]!,
    logDet: values.reduce((sum, value) => sum + Math.log(value), 0),
  };
};
