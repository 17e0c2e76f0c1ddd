import { isSafeSquaredNorm, projections, scaledVector } from '../linalg/norms.ts';
import { type Scaled, scaledLog, scaledRatio, scaleInPlace } from '../linalg/scaled.ts';
import { finiteVector, numericVector } from '../linalg/vector.ts';
import { plural } from '../numbers.ts';
import type { Vector, VectorLike } from '../types/vector.ts';
import { denseMetric } from './dense.ts';
import type { EffectivePair } from './effectivePair.ts';
import type { MatrixFreeMetric } from './metric.ts';
import { planeSpectrum } from './planeSpectrum.ts';
import { leastMetricCosine } from './rounding.ts';

/**
 * M = α* (ŷŷᵀ + ρ (I − ĝĝᵀ)), α* = ‖y‖/(‖g‖c), for a weight ρ = α/α* of the complement of g: two vectors and scalars.
 *
 * M⁻¹ = (1/α*) ((v − ŷ a/c + ĝ (a/c² − b/c))/ρ + ĝ a/c²) applied to v with a = ĝᵀv, b = ŷᵀv.
 * Source: P4, X5.
 *
 * @param caller name of the construction, for its message
 * @param ratio ρ > 0
 * @throws RangeError where ψ is so close to 90° that 1/c² overflows
 * Accuracy: apply to B|v| · a few u with B = |y||y|ᵀ/(yᵀg) + α(I + |g||g|ᵀ/(gᵀg)); eigenvalues and κ a few u.
 * Cost: O(1), or O(D) where the norms are extreme; O(D) for each apply and solve.
 */
export const planeMetric = (caller: string, pair: EffectivePair, ratio: number): MatrixFreeMetric => {
  if (!(pair.cosine >= leastMetricCosine)) {
    throw new RangeError(
      `${caller}: cos ψ must be at least ${leastMetricCosine}, got ψ = ${pair.angle} rad with cos ψ = ${pair.cosine}; κ of every metric overflows`,
    );
  }
  const plane = planeOf(pair);
  const { dimension, alphaStar, cosine: c, sine: s } = plane;
  const top = dimension === 1 ? 1 : (1 + ratio + Math.hypot(1 - ratio, 2 * s * Math.sqrt(ratio))) / 2;
  const bottom = dimension === 1 ? 1 : (ratio * c * c) / top;
  const eigenvalues = planeSpectrum(pair, { alphaStar, top, bottom, ratio });
  return {
    dimension,
    eigenvalues,
    conditionNumber: top / bottom,
    logDet: dimension * scaledLog(alphaStar) + (dimension - 1) * Math.log(ratio) + 2 * Math.log(c),
    apply: (v, into) =>
      combined(`${caller}.apply`, plane, { v, into }, (a, b) => ({
        v: ratio,
        g: -ratio * a,
        y: b,
        scale: alphaStar,
      })),
    solve: (v, into) =>
      combined(`${caller}.solve`, plane, { v, into }, (a, b) => ({
        v: 1 / ratio,
        g: ((a / c - b) / ratio + a / c) / c,
        y: -a / c / ratio,
        scale: { significand: 1 / alphaStar.significand, exponent: -alphaStar.exponent },
      })),
    toDense: () => denseMetric(caller, pair, { alphaStar, ratio }),
  };
};

/** The two vectors brought within range, with their norms. */
interface Plane {
  readonly dimension: number;
  readonly g: Vector;
  readonly y: Vector;
  readonly gSize: number;
  readonly ySize: number;
  readonly cosine: number;
  readonly sine: number;
  readonly alphaStar: Scaled;
}

/** α* = ‖y‖/(‖g‖c). */
export const alphaStarOf = ({ yNorm, gNorm, cosine }: EffectivePair): Scaled => {
  const { significand, exponent } = scaledRatio(yNorm, gNorm);
  return { significand: significand / cosine, exponent };
};

const planeOf = (pair: EffectivePair): Plane => ({
  dimension: pair.g.length,
  g: pair.gNorm.exponent === 0 ? pair.g : scaledVector(pair.g).vector,
  y: pair.yNorm.exponent === 0 ? pair.y : scaledVector(pair.y).vector,
  gSize: pair.gNorm.significand,
  ySize: pair.yNorm.significand,
  cosine: pair.cosine,
  sine: pair.sine,
  alphaStar: alphaStarOf(pair),
});

/** scale · (v·v + g·ĝ + y·ŷ). */
interface Combination {
  readonly v: number;
  readonly g: number;
  readonly y: number;
  readonly scale: Scaled;
}

const combined = (
  caller: string,
  plane: Plane,
  operands: { readonly v: VectorLike; readonly into: Vector | undefined },
  weigh: (a: number, b: number) => Combination,
): Vector => {
  const v = numericVector(caller, 'v', operands.v);
  const { dimension, g, y, gSize, ySize } = plane;
  if (v.length !== dimension) {
    throw new TypeError(`${caller}: v must have ${plural(dimension, 'coordinate')}, got ${v.length}`);
  }
  const result = operands.into ?? new Float64Array(dimension);
  if (result.length !== dimension) {
    throw new TypeError(`${caller}: into must have ${plural(dimension, 'coordinate')}, got ${result.length}`);
  }
  const { vv, vg, vy } = projections(v, g, y);
  if (isSafeSquaredNorm(vv)) {
    combine(result, plane, v, weigh(vg / gSize, vy / ySize));
    return result;
  }
  finiteVector(caller, 'v', v);
  if (v.every((value) => value === 0)) return result.fill(0);
  const { vector, exponent } = scaledVector(v);
  const scaled = projections(vector, g, y);
  const weights = weigh(scaled.vg / gSize, scaled.vy / ySize);
  const scale = { ...weights.scale, exponent: weights.scale.exponent + exponent };
  combine(result, plane, vector, { ...weights, scale });
  return result;
};

const combine = (result: Vector, plane: Plane, v: Vector, weights: Combination): void => {
  const { g, y, gSize, ySize, dimension } = plane;
  const { significand, exponent } = weights.scale;
  const ofV = weights.v * significand;
  const ofG = (weights.g / gSize) * significand;
  const ofY = (weights.y / ySize) * significand;
  for (let i = 0; i < dimension; i++) result[i] = ofV * v[i]! + ofG * g[i]! + ofY * y[i]!;
  scaleInPlace(result, exponent);
};
