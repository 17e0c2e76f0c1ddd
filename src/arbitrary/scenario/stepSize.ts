import type fc from 'fast-check';
import type { Loss } from '../../types/loss.ts';
import type { VectorLike } from '../../types/vector.ts';
import { assertDemand } from '../assertDemand.ts';
import { directArbitrary } from '../shrink/direct.ts';
import { scaleCost, simplerScales } from '../shrink/number.ts';
import { curvatureAt, drawStepSize } from './stepSizeStrata.ts';

/**
 * Step sizes for a loss at a starting point, from 10⁻⁸ to beyond the stability threshold in units of 1/curvature.
 * Any positive number up to `max` shrinks: to 1, powers of ten, powers of two, short decimals.
 *
 * @throws RangeError unless max > 0; TypeError where the loss, θ or max is not given
 */
export const stepSizes = (
  loss: Loss,
  demand: { readonly theta: VectorLike; readonly max: number },
): fc.Arbitrary<number> => {
  assertDemand('stepSizes', loss, ['gradient']);
  assertDemand('stepSizes', demand, ['theta', 'max']);
  const { theta, max } = demand;
  if (!(max > 0)) throw new RangeError(`stepSizes: max must be > 0, got max = ${max}`);
  const curvature = curvatureAt(loss, Float64Array.from(theta));
  return directArbitrary<number>({
    draw: (random) => drawStepSize(curvature, max, random),
    isCase: (value): value is number => typeof value === 'number' && value > 0 && value <= max,
    rank: (stepSize) => [scaleCost(stepSize)],
    *simpler(stepSize) {
      for (const simpler of simplerScales(stepSize)) if (simpler <= max) yield simpler;
    },
  });
};
