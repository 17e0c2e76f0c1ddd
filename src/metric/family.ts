import { exponentOf, scaledRatio, scaledToNumber, timesPowerOfTwo } from '../linalg/scaled.ts';
import type { EffectivePair } from './effectivePair.ts';
import type { MatrixFreeMetric } from './metric.ts';
import { planeMetric } from './planeMetric.ts';
import { metricRatioRange } from './rounding.ts';

/**
 * M(α) = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)), symmetric positive definite with M g = y for every α > 0.
 *
 * It is the BFGS update of αI for the pair (g, y). Source: P4, X3.
 *
 * @param pair an effective pair
 * @param alpha α > 0, the eigenvalue on the complement of span(g, y), in units of y over g
 * @throws RangeError unless α > 0 is finite and within 2^±500 of α*, and where ψ is so close to 90° that κ overflows
 * Cost: O(1) here and O(D) for each product.
 */
export const familyMetric = (pair: EffectivePair, alpha: number): MatrixFreeMetric => {
  if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`familyMetric: alpha must be > 0 and finite, got alpha = ${alpha}`);
  }
  const inverse = scaledRatio(pair.gNorm, pair.yNorm);
  const exponent = exponentOf(alpha);
  const ratio = scaledToNumber({
    significand: inverse.significand * pair.cosine * timesPowerOfTwo(alpha, -exponent),
    exponent: inverse.exponent + exponent,
  });
  if (!(ratio >= metricRatioRange.least && ratio <= metricRatioRange.greatest)) {
    throw new RangeError(
      `familyMetric: alpha must lie within a factor of ${metricRatioRange.greatest} of ‖y‖/(‖g‖ cos ψ), got alpha = ${alpha} with alpha/α* = ${ratio}`,
    );
  }
  return planeMetric('familyMetric', pair, ratio);
};
