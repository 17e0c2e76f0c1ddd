import { type DenseMatrix, entriesOf } from '../linalg/denseMatrix.ts';
import { exceeds, magnitude } from '../linalg/exact.ts';
import { gramGeometry } from '../linalg/gram.ts';
import { innerProducts, scaledVector } from '../linalg/norms.ts';
import { leastPositive } from '../linalg/rounding.ts';
import { exactRowResidual, rowResidual } from '../linalg/rowResidual.ts';
import { type Scaled, scaledRatio, scaledToNumber, timesPowerOfTwo } from '../linalg/scaled.ts';
import { finiteVector, isZero } from '../linalg/vector.ts';
import type { Vector, VectorLike } from '../types/vector.ts';
import type { Certificate } from '../types/verdict.ts';
import { requireMatrix } from './matrix.ts';
import { mapsToTolerance } from './rounding.ts';

/** What is known of M g = y. */
export interface MapsToCertificate extends Certificate {
  /** Whether M g = y holds without any rounding. */
  readonly exact: boolean;
  /** The first coordinate with the least margin, or whose margin is not known where none is refuted. */
  readonly coordinate?: number;
}

/**
 * |M g − y|ᵢ ≤ γ (B|g|)ᵢ for every i, B = |y||y|ᵀ/(yᵀg) + |S| + α(I + |g||g|ᵀ/(gᵀg)), with S = M − y yᵀ/(yᵀg) and α the
 * mean of S over the complement of g, tr S/(D − 1).
 *
 * M is what rounding makes of a matrix with M g = y whose terms cancel, which is why |M||g| is no measure. Where yᵀg ≤ 0
 * no such matrix is positive definite, and only exact equality is accepted.
 * Source: A5.
 *
 * @param M square matrix @param g shape (D) @param y shape (D)
 * @returns margin: the least (allowed − |M g − y|)/allowed over the coordinates; 1 where M g = y exactly
 * @throws TypeError where shapes do not fit
 * Accuracy: the left side is compared exactly with the right side as computed; inconclusive instead of refuted or
 * proved where the numbers span so many orders of magnitude that parts of the right side under- or overflow. Cost: O(D²).
 */
export const certifyMapsTo = (M: DenseMatrix, g: VectorLike, y: VectorLike): MapsToCertificate => {
  requireMatrix('certifyMapsTo', M);
  const size = M.rows;
  if (M.columns !== size || g?.length !== size || y?.length !== size) {
    throw new TypeError(
      `certifyMapsTo: M must be square and g and y as long as M is wide, got M of ${size} × ${M.columns}, g of ${g?.length}, y of ${y?.length}`,
    );
  }
  if (size === 0) return { status: 'proved', margin: 1, exact: true };
  const system = {
    entries: entriesOf(M),
    g: finiteVector('certifyMapsTo', 'g', g),
    y: finiteVector('certifyMapsTo', 'y', y),
  };
  if (!system.entries.every(Number.isFinite)) return { status: 'refuted', margin: Number.NaN, exact: false };
  const scaled = scaledSystem(system);
  const rows = Array.from(allowance(scaled), (allowed, i) => {
    const quick = scaled.lossless ? quickRow(scaled, i, allowed) : undefined;
    return quick ?? exactRow(system, i, { significand: allowed, exponent: scaled.exponent });
  });
  const margins = rows.map((row) => row.margin);
  const exact = rows.every((row) => row.exact);
  const margin = Math.min(...margins.filter((value) => !Number.isNaN(value)));
  // What is allowed came out too small where parts of it underflowed, and zero is no measure of anything.
  if (margin < 0) {
    const status = scaled.lossless ? 'refuted' : 'inconclusive';
    return { status, margin, exact, coordinate: margins.indexOf(margin) };
  }
  const unmeasured = margins.findIndex(Number.isNaN);
  if (unmeasured >= 0) return { status: 'inconclusive', margin: Number.NaN, exact, coordinate: unmeasured };
  return { status: 'proved', margin, exact, coordinate: margins.indexOf(margin) };
};

/** M g = y as numbers. */
interface System {
  readonly entries: Vector;
  readonly g: Vector;
  readonly y: Vector;
}

interface ScaledSystem extends System {
  /** That of y; M and g take it together. */
  readonly exponent: number;
  /** yᵀg of the scaled vectors. */
  readonly yg: number;
  /** Whether nothing underflowed on the way. */
  readonly lossless: boolean;
}

interface Row {
  /** NaN where what is allowed is beyond the range of doubles, and equality not exact. */
  readonly margin: number;
  readonly exact: boolean;
}

/** The system with M and g divided by powers of two, and y by their product, 2^exponent. */
const scaledSystem = ({ entries, g, y }: System): ScaledSystem => {
  const byM = shrunk(entries);
  const byG = shrunk(g);
  const exponent = byM.exponent + byG.exponent;
  const scaledY = y.map((value) => timesPowerOfTwo(value, -exponent));
  return {
    entries: byM.vector,
    g: byG.vector,
    y: scaledY,
    exponent,
    yg: innerProduct(g, y, -exponent - byG.exponent),
    lossless: byM.lossless && byG.lossless && restores(y, scaledY, exponent),
  };
};

const shrunk = (
  x: Vector,
): { readonly vector: Vector; readonly exponent: number; readonly lossless: boolean } => {
  if (isZero(x)) return { vector: x, exponent: 0, lossless: true };
  const { vector, exponent } = scaledVector(x);
  return { vector, exponent, lossless: restores(x, vector, exponent) };
};

/** x = 2^exponent · scaled. */
const restores = (x: Vector, scaled: Vector, exponent: number): boolean =>
  x.every((value, i) => timesPowerOfTwo(scaled[i]!, exponent) === value);

/** yᵀg · 2^exponent. */
const innerProduct = (g: Vector, y: Vector, exponent: number): number => {
  if (isZero(g) || isZero(y)) return 0;
  const { cosine, gNorm, yNorm } = gramGeometry(g, y, innerProducts(y, g));
  return timesPowerOfTwo(
    cosine * gNorm.significand * yNorm.significand,
    gNorm.exponent + yNorm.exponent + exponent,
  );
};

/** γ (B|g|)ᵢ, shape (D); 0 where yᵀg ≤ 0. */
const allowance = ({ entries, g, y, yg }: ScaledSystem): Vector => {
  const size = g.length;
  if (!(yg > 0)) return new Float64Array(size);
  let trace = 0;
  let across = 0;
  for (let i = 0; i < size; i++) {
    trace += entries[i * size + i]! - (y[i]! * y[i]!) / yg;
    across += Math.abs(y[i]! * g[i]!);
  }
  const alpha = size === 1 ? 0 : Math.max(0, trace / (size - 1));
  return y.map((yi, i) => {
    const yOverYg = yi / yg;
    let rest = 0;
    for (let j = 0; j < size; j++) {
      rest += Math.abs((entries[i * size + j]! - yOverYg * y[j]!) * g[j]!);
    }
    // (I + |g||g|ᵀ/gᵀg)|g| = 2|g|
    const ofComplement = 2 * alpha * Math.abs(g[i]!);
    return mapsToTolerance * (Math.abs(yi) * (across / yg) + rest + ofComplement);
  });
};

/** By floating point, where its bound settles the comparison; exact integers would say the same, and take longer. */
const quickRow = ({ entries, g, y }: System, i: number, allowed: number): Row | undefined => {
  const { value, bound } = rowResidual(entries, i * g.length, g, y[i]!);
  const size = Math.abs(value);
  if (size <= bound) return undefined;
  if (!(size + bound <= allowed || size - bound > allowed)) return undefined;
  return { margin: (allowed - size) / allowed, exact: false };
};

const exactRow = ({ entries, g, y }: System, i: number, allowed: Scaled): Row => {
  const residual = exactRowResidual(entries.subarray(i * g.length, (i + 1) * g.length), g, y[i]!);
  if (residual.integer === 0n) return { margin: 1, exact: true };
  if (!Number.isFinite(allowed.significand)) return { margin: Number.NaN, exact: false };
  const ratio = 1 - scaledToNumber(scaledRatio(magnitude(residual), allowed));
  const margin = exceeds(residual, allowed) ? Math.min(ratio, -leastPositive) : Math.max(ratio, 0);
  return { margin, exact: false };
};
