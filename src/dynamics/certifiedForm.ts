import { certifyConditionNumber } from '../certify/conditionNumber.ts';
import { certifyMapsTo } from '../certify/mapsTo.ts';
import { certifyPositiveDefinite } from '../certify/positiveDefinite.ts';
import type { DenseMatrix } from '../linalg/denseMatrix.ts';
import { minimumConditionNumber } from '../metric/conditionNumber.ts';
import type { EffectivePair } from '../metric/effectivePair.ts';
import type { Metric } from '../metric/metric.ts';
import { hasOptimalMetric, optimalEntries, optimalMetric } from '../metric/optimal.ts';
import type { Vector } from '../types/vector.ts';
import { conditionNumberBound, matrixFreeTolerance } from './rounding.ts';

/** What became of the certificates of one pair. */
export interface FormCertificate {
  /** The least margin of M ≻ 0 and M g = y; NaN where a certificate failed. */
  readonly margin: number;
  /** κ(M*) = κ*. */
  readonly conditionNumber: number;
  /** What could not be certified, and so casts doubt on this suite, not on the rule. */
  readonly doubt?: string;
}

/** Up to this dimension M is built in full, proved positive definite and multiplied out. */
const denseDimension = 8;

/**
 * The optimal metric of an effective pair with its certificates.
 *
 * By products alone: yᵀg > 0 is decided exactly, so that M = α*(ŷŷᵀ + I − ĝĝᵀ) ≻ 0; its spectrum is positive with
 * κ(M) = κ*, and M g = y up to rounding. In full, for D ≤ 8: the rounded matrix is proved positive definite and
 * multiplied out, and κ(M) ≤ κ* proved up to its rounding; where ψ is too close to 90° for that, by products again.
 *
 * Source: P2, P5. Cost: O(D); in full O(D³).
 */
export const certifyForm = (pair: EffectivePair, inFull: boolean): FormCertificate => {
  const conditionNumber = minimumConditionNumber(pair);
  if (!hasOptimalMetric(pair)) {
    return { margin: Number.NaN, conditionNumber, doubt: `κ* is out of range at ψ = ${pair.angle} rad` };
  }
  const metric = optimalMetric(pair);
  const dense = inFull && pair.g.length <= denseDimension ? denseOrNothing(pair) : undefined;
  if (!dense) return { ...matrixFree(pair, metric, conditionNumber), conditionNumber };
  const definite = certifyPositiveDefinite(dense);
  if (definite.status !== 'proved') {
    return { margin: Number.NaN, conditionNumber, doubt: `M ≻ 0 is ${definite.status}` };
  }
  const maps = certifyMapsTo(dense, pair.g, pair.y);
  if (maps.status !== 'proved')
    return { margin: Number.NaN, conditionNumber, doubt: `M g = y is ${maps.status}` };
  const margin = Math.min(definite.margin, maps.margin);
  const bound = conditionNumberBound(conditionNumber);
  if (bound < Number.POSITIVE_INFINITY) {
    const bounded = certifyConditionNumber(dense, bound);
    if (bounded.status === 'refuted')
      return { margin: Number.NaN, conditionNumber, doubt: 'κ(M) ≤ κ* is refuted' };
  }
  return { margin, conditionNumber };
};

/** Entries are refused by an error where rounding could cost the matrix its definiteness; M itself stays usable. */
const denseOrNothing = (pair: EffectivePair): DenseMatrix | undefined => {
  const size = pair.g.length;
  try {
    const entries = optimalEntries(pair);
    return { rows: size, columns: size, get: (row, column) => entries[row * size + column]! };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** λmin > 0, κ(M) = κ* and |M g − y|ᵢ ≤ γ (|yᵢ| |y|ᵀ|g|/(yᵀg) + 2α*|gᵢ|), by products with M alone. */
const matrixFree = (
  { g, y }: EffectivePair,
  metric: Metric,
  conditionNumber: number,
): { readonly margin: number; readonly doubt?: string } => {
  const tolerance = matrixFreeTolerance(g.length);
  const least = metric.eigenvalues[0]!.value;
  if (!(least > 0)) return { margin: Number.NaN, doubt: `λmin(M) is ${least}` };
  if (!(Math.abs(metric.conditionNumber / conditionNumber - 1) <= tolerance)) {
    return { margin: Number.NaN, doubt: `κ(M) is ${metric.conditionNumber}, κ* ${conditionNumber}` };
  }
  const [gSize, ySize] = [largestEntry(g), largestEntry(y)];
  let [product, across, square] = [0, 0, 0];
  for (let i = 0; i < g.length; i++) {
    const [gEntry, yEntry] = [g[i]! / gSize, y[i]! / ySize];
    product += gEntry * yEntry;
    across += Math.abs(gEntry * yEntry);
    square += yEntry * yEntry;
  }
  const image = metric.apply(g);
  const alphaStar = square / product;
  let margin = 1;
  for (let i = 0; i < g.length; i++) {
    const allowed = (Math.abs(y[i]! / ySize) * across) / product + 2 * alphaStar * Math.abs(g[i]! / gSize);
    const measured = Math.abs(image[i]! / ySize - y[i]! / ySize);
    if (measured > 0) margin = Math.min(margin, 1 - measured / (tolerance * allowed));
  }
  return margin >= 0 ? { margin } : { margin: Number.NaN, doubt: 'M g = y fails by more than rounding' };
};

const largestEntry = (v: Vector): number => {
  let largest = 0;
  for (const value of v) largest = Math.max(largest, Math.abs(value));
  return largest;
};
