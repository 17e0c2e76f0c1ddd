import type fc from 'fast-check';
import { directArbitrary } from './direct.ts';
import { simplerNumber } from './simplerNumber.ts';
import { dimensionStrataWithin, drawDimension } from './strata.ts';

/**
 * Window lengths w from 1 to max, short ones most often: 1, 2, 3–8, 9–64, 65–512 as for dimensions.
 *
 * @throws RangeError unless max is an integer ≥ 1
 */
export const windows = ({ max }: { readonly max: number }): fc.Arbitrary<number> => {
  if (!(Number.isInteger(max) && max >= 1)) {
    throw new RangeError(`windows: max must be an integer ≥ 1, got max = ${max}`);
  }
  const strata = dimensionStrataWithin({ min: 1, max });
  const isWindow = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
  return directArbitrary<number>({
    draw: (random) => drawDimension(strata, random),
    isCase: isWindow,
    rank: (window) => [window],
    *simpler(window) {
      for (const simpler of simplerNumber(window)) if (isWindow(simpler)) yield simpler;
    },
  });
};
