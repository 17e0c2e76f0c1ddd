import type { Vector } from '../types/vector.ts';
import { compensatedDot } from './compensatedDot.ts';
import { dyadicVector, integerDot, integerRatio, signOf } from './exact.ts';
import { gridDot } from './gridDot.ts';
import { type InnerProducts, innerProducts, isSafeSquaredNorm, scaledVector } from './norms.ts';
import { headResidual, residual } from './residual.ts';
import {
  acceptedDotError,
  compensatedDotBound,
  doubleResidualSine,
  gridDotBound,
  headResidualSine,
  residualCosine,
  singleResidualSine,
} from './rounding.ts';
import { type Scaled, timesPowerOfTwo } from './scaled.ts';

/** How two vectors ≠ 0 lie to each other. */
export interface PairGeometry {
  /** sign(yᵀg), exact. */
  readonly sign: -1 | 0 | 1;
  /** c = cos ψ. */
  readonly cosine: number;
  /** s = sin ψ. */
  readonly sine: number;
  /** ψ in radians, 0 … π. */
  readonly angle: number;
  readonly gNorm: Scaled;
  readonly yNorm: Scaled;
}

/**
 * sign(yᵀg), c = yᵀg/(‖y‖‖g‖), s = √(1−c²) and ψ = atan2(s, c) of two finite vectors ≠ 0.
 *
 * The sign is exact. Near ψ = 0 the sine comes from the residual of y against g, and where that no longer has full
 * accuracy, as the inner product near 90°, from the Gram determinant in exact integers.
 * Source: P1, and Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005).
 *
 * @param g shape (D), finite, not 0
 * @param y shape (D), finite, not 0
 * @param first their `innerProducts`
 * Accuracy: a few u relative for c, s and ψ at every angle and magnitude (a few 2⁻¹⁰⁷⁴ where they are subnormal).
 * Cost: O(D), two passes and no allocation unless the norms are beyond 2⁻⁴⁰ … 2¹⁰⁰ or the pair is degenerate.
 */
export const gramGeometry = (g: Vector, y: Vector, first: InnerProducts): PairGeometry => {
  if (isSafeSquaredNorm(first.yy) && isSafeSquaredNorm(first.gg)) {
    return within(g, y, first, { g, y, gExponent: 0, yExponent: 0 });
  }
  const scaledG = scaledVector(g);
  const scaledY = scaledVector(y);
  return within(scaledG.vector, scaledY.vector, innerProducts(scaledY.vector, scaledG.vector), {
    g,
    y,
    gExponent: scaledG.exponent,
    yExponent: scaledY.exponent,
  });
};

interface Original {
  readonly g: Vector;
  readonly y: Vector;
  readonly gExponent: number;
  readonly yExponent: number;
}

const within = (g: Vector, y: Vector, { yy, gg, yg }: InnerProducts, original: Original): PairGeometry => {
  const gNorm = { significand: Math.sqrt(gg), exponent: original.gExponent };
  const yNorm = { significand: Math.sqrt(yy), exponent: original.yExponent };
  const product = gNorm.significand * yNorm.significand;
  const direction = (cosine: number, sine: number): PairGeometry => ({
    sign: cosine > 0 ? 1 : -1,
    cosine,
    sine,
    angle: Math.atan2(sine, cosine),
    gNorm,
    yNorm,
  });
  if (g.length === 1) return direction(yg > 0 ? 1 : -1, 0);
  if (Math.abs(yg) >= residualCosine * product) {
    const sine = residualSine(g, y, yg / gg, { yy, gg });
    if (sine === undefined) return exactGeometry(original, gNorm, yNorm);
    const cosine = Math.sqrt(1 - sine * sine);
    return direction(yg > 0 ? cosine : -cosine, sine);
  }
  const dot = accurateDot(y, g, yNorm.significand, gNorm.significand);
  if (dot === undefined) return exactGeometry(original, gNorm, yNorm);
  const cosine = dot / product;
  return direction(cosine, Math.sqrt(1 - cosine * cosine));
};

/** yᵀg to four units in the last place by the cheapest sum that is sure of them; undefined where none is. */
const accurateDot = (y: Vector, g: Vector, yNorm: number, gNorm: number): number | undefined => {
  const product = yNorm * gNorm;
  const quick = gridDot(y, g, yNorm, gNorm);
  if (gridDotBound(g.length, product) <= acceptedDotError(quick)) return quick;
  const dot = compensatedDot(y, g, product);
  return compensatedDotBound(g.length, product) <= acceptedDotError(dot) ? dot : undefined;
};

/** s = ‖y − t g‖/‖y‖ at t = yᵀg/gᵀg; undefined where doubles do not reach. */
const residualSine = (
  g: Vector,
  y: Vector,
  start: number,
  { yy, gg }: { readonly yy: number; readonly gg: number },
): number | undefined => {
  const sineOf = (r: { readonly rr: number; readonly gr: number }): number =>
    Math.sqrt(Math.max(0, r.rr - (r.gr * r.gr) / gg) / yy);
  const quickSine = sineOf(headResidual(y, g, start));
  if (quickSine >= headResidualSine) return quickSine;
  const rough = residual(y, g, start, 0);
  const roughSine = sineOf(rough);
  if (roughSine >= singleResidualSine) return roughSine;
  const head = start + rough.gr / gg;
  const again = residual(y, g, head, 0);
  if (again.vanishes) return 0;
  const sine = sineOf(residual(y, g, head, again.gr / gg));
  return sine >= doubleResidualSine ? sine : undefined;
};

/** c² = (yᵀg)²/(yᵀy gᵀg) and s² = 1 − c² in integers, with one rounding each at the end. */
const exactGeometry = (original: Original, gNorm: Scaled, yNorm: Scaled): PairGeometry => {
  const g = dyadicVector(original.g).integers;
  const y = dyadicVector(original.y).integers;
  const yg = integerDot(y, g);
  const norms = integerDot(y, y) * integerDot(g, g);
  const sign = signOf(yg);
  const cosine = sign * rootOfRatio(yg * yg, norms);
  const sine = rootOfRatio(norms - yg * yg, norms);
  return { sign, cosine, sine, angle: Math.atan2(sine, cosine), gNorm, yNorm };
};

const rootOfRatio = (numerator: bigint, denominator: bigint): number => {
  const { significand, exponent } = integerRatio(numerator, denominator);
  const odd = exponent & 1;
  return timesPowerOfTwo(Math.sqrt(significand * 2 ** odd), (exponent - odd) / 2);
};
