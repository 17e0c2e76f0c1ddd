import type { Vector } from '../types/vector.ts';
import { blockLength, safeSquaredNorm } from './rounding.ts';
import { exponentOf, scaleInPlace } from './scaled.ts';

// A copy in the module: loaders that turn imports into property reads would read it in every block.
const block = blockLength;

/** ‖y‖², ‖g‖² and a first value of yᵀg. */
export interface InnerProducts {
  readonly yy: number;
  readonly gg: number;
  /** Accurate relative to Σ|yᵢgᵢ|, not to |yᵀg|. */
  readonly yg: number;
}

/**
 * yᵀy, gᵀg and yᵀg in one pass.
 *
 * @param y shape (D)
 * @param g shape (D)
 * @returns NaN or Infinity where a coordinate is not finite or a square overflows
 * Accuracy: (blockLength/2 + 4)u of the sum of the absolute terms; 3u where D < blockLength.
 * Cost: O(D), no allocation beside the result.
 */
export const innerProducts = (y: Vector, g: Vector): InnerProducts => {
  const whole = y.length - (y.length % block);
  let yy = 0;
  let yyLost = 0;
  let gg = 0;
  let ggLost = 0;
  let yg = 0;
  let ygLost = 0;
  let i = 0;
  while (i < whole) {
    // Two sets of accumulators: one alone waits for its own additions.
    let yyEven = 0;
    let ggEven = 0;
    let ygEven = 0;
    let yyOdd = 0;
    let ggOdd = 0;
    let ygOdd = 0;
    for (const end = i + block; i < end; i += 2) {
      const y0 = y[i]!;
      const g0 = g[i]!;
      const y1 = y[i + 1]!;
      const g1 = g[i + 1]!;
      yyEven += y0 * y0;
      ggEven += g0 * g0;
      ygEven += y0 * g0;
      yyOdd += y1 * y1;
      ggOdd += g1 * g1;
      ygOdd += y1 * g1;
    }
    const yyBlock = yyEven + yyOdd;
    const ggBlock = ggEven + ggOdd;
    const ygBlock = ygEven + ygOdd;
    const yyNext = yy + yyBlock;
    yyLost += yy >= yyBlock ? yyBlock - (yyNext - yy) : yy - (yyNext - yyBlock);
    yy = yyNext;
    const ggNext = gg + ggBlock;
    ggLost += gg >= ggBlock ? ggBlock - (ggNext - gg) : gg - (ggNext - ggBlock);
    gg = ggNext;
    const ygNext = yg + ygBlock;
    const ygPart = ygNext - yg;
    ygLost += yg - (ygNext - ygPart) + (ygBlock - ygPart);
    yg = ygNext;
  }
  for (; i < y.length; i++) {
    const yi = y[i]!;
    const gi = g[i]!;
    const yyNext = yy + yi * yi;
    const yyPart = yyNext - yy;
    yyLost += yy - (yyNext - yyPart) + (yi * yi - yyPart);
    yy = yyNext;
    const ggNext = gg + gi * gi;
    const ggPart = ggNext - gg;
    ggLost += gg - (ggNext - ggPart) + (gi * gi - ggPart);
    gg = ggNext;
    const ygNext = yg + yi * gi;
    const ygPart = ygNext - yg;
    ygLost += yg - (ygNext - ygPart) + (yi * gi - ygPart);
    yg = ygNext;
  }
  return { yy: yy + yyLost, gg: gg + ggLost, yg: yg + ygLost };
};

/** Whether products of a vector with this squared norm neither overflow nor matter where they underflow. */
export const isSafeSquaredNorm = (squared: number): boolean =>
  squared >= safeSquaredNorm.least && squared <= safeSquaredNorm.greatest;

/** x = 2^exponent · vector, up to what underflowed on the way. */
export interface ScaledVector {
  readonly vector: Vector;
  readonly exponent: number;
}

/**
 * A finite vector ≠ 0 brought to a greatest coordinate within [1, 2) by a power of two.
 *
 * @param x shape (D)
 * Accuracy: exact but for coordinates below 2⁻¹⁰²² of the greatest, which are off by at most 2⁻¹⁰⁷⁴ of it.
 * Cost: O(D), one vector.
 */
export const scaledVector = (x: Vector): ScaledVector => {
  let greatest = 0;
  for (let i = 0; i < x.length; i++) greatest = Math.max(greatest, Math.abs(x[i]!));
  const exponent = exponentOf(greatest);
  const vector = x.slice();
  scaleInPlace(vector, -exponent);
  return { vector, exponent };
};

/** vᵀv, vᵀg and vᵀy. */
export interface Projections {
  readonly vv: number;
  readonly vg: number;
  readonly vy: number;
}

/**
 * vᵀv, vᵀg and vᵀy in one pass.
 *
 * @param v shape (D) @param g shape (D) @param y shape (D)
 * @returns NaN or Infinity in `vv` where a coordinate of v is not finite or its square overflows
 * Accuracy: (blockLength + 4)u of the sum of the absolute terms. Cost: O(D), no allocation beside the result.
 */
export const projections = (v: Vector, g: Vector, y: Vector): Projections => {
  let vv = 0;
  let vg = 0;
  let vgLost = 0;
  let vy = 0;
  let vyLost = 0;
  for (let start = 0; start < v.length; start += block) {
    const end = Math.min(start + block, v.length);
    let vvBlock = 0;
    let vgBlock = 0;
    let vyBlock = 0;
    let vvOdd = 0;
    let vgOdd = 0;
    let vyOdd = 0;
    let i = start;
    for (; i + 1 < end; i += 2) {
      const v0 = v[i]!;
      const v1 = v[i + 1]!;
      vvBlock += v0 * v0;
      vgBlock += v0 * g[i]!;
      vyBlock += v0 * y[i]!;
      vvOdd += v1 * v1;
      vgOdd += v1 * g[i + 1]!;
      vyOdd += v1 * y[i + 1]!;
    }
    if (i < end) {
      const vi = v[i]!;
      vvBlock += vi * vi;
      vgBlock += vi * g[i]!;
      vyBlock += vi * y[i]!;
    }
    vvBlock += vvOdd;
    vgBlock += vgOdd;
    vyBlock += vyOdd;
    vv += vvBlock;
    const vgNext = vg + vgBlock;
    const vgPart = vgNext - vg;
    vgLost += vg - (vgNext - vgPart) + (vgBlock - vgPart);
    vg = vgNext;
    const vyNext = vy + vyBlock;
    const vyPart = vyNext - vy;
    vyLost += vy - (vyNext - vyPart) + (vyBlock - vyPart);
    vy = vyNext;
  }
  return { vv, vg: vg + vgLost, vy: vy + vyLost };
};
