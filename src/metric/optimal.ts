import type { Vector } from '../types/vector.ts';
import { provedEntries } from './dense.ts';
import type { EffectivePair } from './effectivePair.ts';
import type { MatrixFreeMetric } from './metric.ts';
import { alphaStarOf, planeMetric } from './planeMetric.ts';
import { leastMetricCosine } from './rounding.ts';

/** Whether the metric of least condition number is within the range of doubles: κ* itself may be where it is not. */
export const hasOptimalMetric = ({ cosine }: Pick<EffectivePair, 'cosine'>): boolean =>
  cosine >= leastMetricCosine;

/**
 * M(α*) = y yᵀ/(yᵀg) + α* (I − g gᵀ/(gᵀg)), α* = yᵀy/(yᵀg): no symmetric positive definite M with M g = y has a smaller
 * condition number.
 *
 * Its spectrum is α*·{1 − s, 1 (D − 2 times), 1 + s}, its condition number κ* = (1 + s)/(1 − s).
 * Source: P5.
 *
 * @param pair an effective pair of any dimension D; for D = 1 the metric is y/g
 * @throws RangeError where `hasOptimalMetric` says that it has none
 * Accuracy and cost: as `planeMetric`; O(1) here and O(D) for each product.
 */
export const optimalMetric = (pair: EffectivePair): MatrixFreeMetric => planeMetric('optimalMetric', pair, 1);

/**
 * The entries of M(α*), proved positive definite.
 *
 * @returns row-major, shape (D·D)
 * @throws RangeError as `toDense` of the metric
 */
export const optimalEntries = (pair: EffectivePair): Vector =>
  provedEntries('optimalMetric', pair, { alphaStar: alphaStarOf(pair), ratio: 1 });
