import type { Vector } from '../types/vector.ts';
import { complementBasis } from './complement.ts';
import { dyadicVector, integerDot, integerRatio } from './exact.ts';
import { innerProducts, scaledVector } from './norms.ts';
import { residualVector } from './residual.ts';
import { singleResidualSine } from './rounding.ts';
import { timesPowerOfTwo } from './scaled.ts';

/**
 * ĥ = (ŷ − c ĝ)/s, the unit vector at right angles to g in the plane of g and y, towards y; any unit vector at right
 * angles to g where y is parallel to g.
 *
 * @param g shape (D), D ≥ 2, finite, not 0 @param y shape (D), finite, not 0 @param sine sin ψ of the two
 * @returns shape (D)
 * Accuracy: a few u absolute. Below sin ψ = 2⁻⁴⁵ from exact integers. Cost: O(D).
 */
export const planeDirection = (g: Vector, y: Vector, sine: number): Vector => {
  const unitG = normalised(g);
  if (sine === 0) return complementBasis([unitG], g.length).vector(0);
  const direction = sine >= singleResidualSine ? residualDirection(g, y) : exactDirection(g, y);
  return orthogonalised(unitG, direction);
};

/** x/‖x‖, also where ‖x‖ is beyond the range of doubles. @param x shape (D), finite, not 0 Accuracy: a few u. */
export const normalised = (x: Vector): Vector => {
  const { vector } = scaledVector(x);
  let squared = 0;
  for (let i = 0; i < vector.length; i++) squared += vector[i]! * vector[i]!;
  const norm = Math.sqrt(squared);
  return vector.map((value) => value / norm);
};

const orthogonalised = (unit: Vector, x: Vector): Vector => {
  let part = 0;
  for (let i = 0; i < x.length; i++) part += unit[i]! * x[i]!;
  return normalised(x.map((value, i) => value - part * unit[i]!));
};

const residualDirection = (g: Vector, y: Vector): Vector => {
  const [scaledG, scaledY] = [scaledVector(g).vector, scaledVector(y).vector];
  const { gg, yg } = innerProducts(scaledY, scaledG);
  return residualVector(scaledY, scaledG, yg / gg);
};

/** The direction of gᵀg y − yᵀg g. */
const exactDirection = (g: Vector, y: Vector): Vector => {
  const u = dyadicVector(g).integers;
  const v = dyadicVector(y).integers;
  const [gg, yg] = [integerDot(u, u), integerDot(v, u)];
  const parts = v.map((value, i) => integerRatio(gg * value - yg * u[i]!, 1n));
  const greatest = parts.reduce((most, { exponent }) => Math.max(most, exponent), 0);
  return Float64Array.from(parts, ({ significand, exponent }) =>
    timesPowerOfTwo(significand, exponent - greatest),
  );
};
