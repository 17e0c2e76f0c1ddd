import type { Matrix } from 'ml-matrix';
import { complementBasis } from '../linalg/complement.ts';
import { proofOfDefiniteness } from '../linalg/definiteness.ts';
import { entriesOf, matrixOf } from '../linalg/denseMatrix.ts';
import { scaledVector } from '../linalg/norms.ts';
import { normalised, planeDirection } from '../linalg/planeDirection.ts';
import { scaledRatio, timesPowerOfTwo } from '../linalg/scaled.ts';
import { finiteVector } from '../linalg/vector.ts';
import type { Vector, VectorLike } from '../types/vector.ts';
import type { EffectivePair } from './effectivePair.ts';
import type { Eigenvalue, Metric } from './metric.ts';
import { optimalMetric } from './optimal.ts';

/**
 * M(α*) + α* s Σₖ τₖ uₖuₖᵀ with u₁ … u_{D−2} an orthonormal basis of the complement of span(g, y) and |τₖ| ≤ 1: another
 * metric with M g = y and the least condition number κ*.
 *
 * Its spectrum is α*·{1 − s, 1 + τₖs, 1 + s}. Up to the choice of the basis these are all minimisers; for D = 2 and for
 * ψ = 0 there is only one.
 * Source: X6.
 *
 * @param pair an effective pair with D ≥ 2 @param tilts τ, shape (D − 2), each in [−1, 1]
 * @throws TypeError where tilts has another length; RangeError where one is outside [−1, 1], and as `optimalMetric`
 * Accuracy: as `optimalMetric`. Cost: O(D) for each product.
 */
export const minimiserMetric = (pair: EffectivePair, tilts: VectorLike): Metric => {
  const size = pair.g.length;
  const tau = readTilts(size, tilts);
  const base = optimalMetric(pair);
  const { sine, cosine } = pair;
  const quotient = scaledRatio(pair.yNorm, pair.gNorm);
  const alphaStar = { ...quotient, significand: quotient.significand / cosine };
  const basis = complementBasis([normalised(pair.g), planeDirection(pair.g, pair.y, sine)], size);
  // 1 + τs without cancellation near τ = −1, s = 1.
  const levels = tau.map((t) => cosine ** 2 / (1 + sine) + (1 + t) * sine);
  const tilted = (
    given: VectorLike,
    straight: Vector,
    weights: Vector,
    scale: { significand: number; exponent: number },
  ): Vector => {
    const v = Float64Array.from(given);
    if (v.every((value) => value === 0)) return straight;
    const { vector, exponent } = scaledVector(v);
    const coordinates = basis.coordinates(vector).map((value, k) => value * weights[k]! * scale.significand);
    const correction = basis.combine(coordinates);
    return straight.map((value, i) => value + timesPowerOfTwo(correction[i]!, scale.exponent + exponent));
  };
  const eigenvalueOf = (level: number): number =>
    timesPowerOfTwo(alphaStar.significand * level, alphaStar.exponent);
  const outer = base.eigenvalues.filter((_, k, all) => k === 0 || k === all.length - 1);
  const inner = Array.from(
    levels,
    (level, k): Eigenvalue => ({
      value: eigenvalueOf(level),
      multiplicity: 1,
      vector: () => basis.vector(k),
    }),
  );
  return {
    dimension: size,
    apply: (v) =>
      tilted(
        v,
        base.apply(v),
        tau.map((t) => t * sine),
        alphaStar,
      ),
    solve: (v) =>
      tilted(
        v,
        base.solve(v),
        tau.map((t, k) => (-t * sine) / levels[k]!),
        {
          significand: 1 / alphaStar.significand,
          exponent: -alphaStar.exponent,
        },
      ),
    toDense: () =>
      tiltedDense(
        base.toDense(),
        basis.vector,
        tau.map((t) => t * alphaStar.significand * sine),
        alphaStar.exponent,
        pair,
      ),
    // Where s is so small that eigenvalues coincide in doubles, the tilts are lost as well.
    eigenvalues:
      base.eigenvalues.length < Math.min(3, size)
        ? base.eigenvalues
        : [...inner, ...outer].sort((a, b) => a.value - b.value),
    conditionNumber: base.conditionNumber,
    logDet: base.logDet + levels.reduce((sum, level) => sum + Math.log(level), 0),
  };
};

const readTilts = (size: number, tilts: VectorLike): Vector => {
  if (tilts?.length !== size - 2) {
    throw new TypeError(
      `minimiserMetric: tilts must have D − 2 coordinates with D ≥ 2, got ${tilts?.length} for D = ${size}`,
    );
  }
  if (tilts.length === 0) return new Float64Array(0);
  const tau = finiteVector('minimiserMetric', 'tilts', tilts);
  const outside = tau.findIndex((t) => !(Math.abs(t) <= 1));
  if (outside < 0) return tau;
  throw new RangeError(`minimiserMetric: tilts must lie in [−1, 1], got tilts[${outside}] = ${tau[outside]}`);
};

const tiltedDense = (
  base: Matrix,
  vector: (k: number) => Vector,
  weights: Vector,
  exponent: number,
  pair: EffectivePair,
): Matrix => {
  const size = base.rows;
  const entries = entriesOf(base);
  weights.forEach((weight, k) => {
    const u = vector(k);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        const value = entries[i * size + j]! + timesPowerOfTwo(weight * u[i]! * u[j]!, exponent);
        entries[i * size + j] = value;
        entries[j * size + i] = value;
      }
    }
  });
  if (proofOfDefiniteness(size, entries)) return matrixOf(size, entries);
  throw new RangeError(
    `minimiserMetric.toDense: ψ must be away from 90° for a rounded matrix that is positive definite for certain, got ψ = ${pair.angle} rad; apply and solve still work`,
  );
};
