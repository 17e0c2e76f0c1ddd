import { underflow } from '../linalg/rounding.ts';
import { drawList, drawScale } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { readNumbers } from './data/parameters.ts';
import { separableFamily, type WeightedParameters } from './separable/separableFamily.ts';

/** Slopes of either sign, as { slope }; the centre is the origin. */
const slopes: WeightedParameters = {
  draw: (dimension, random) => ({
    slope: drawList(dimension, () => (random() < 1 / 2 ? -1 : 1) * drawScale(random, 0.1, 10)),
  }),
  read(parameters) {
    const weights = readNumbers(parameters, 'slope');
    if (weights.length === 0 || weights.includes(0)) {
      throw new RangeError(`slope: must be numbers other than zero, got slope = [${weights}]`);
    }
    return { weights, centre: weights.map(() => 0) };
  },
  write: ({ weights }) => ({ slope: weights }),
};

/** The same gradient everywhere, and no minimum: every effective step must make it fall, however long. */
export default separableFamily({
  name: 'linear',
  description: 'Σ bᵢ θᵢ, every bᵢ ≠ 0',
  facts: { ...steadyFacts, convex: true, smooth: true, degree: 1 },
  complexity: 1,
  parameters: slopes,
  written: (of) => of,
  /** f(d) = d: one rounding of the product, which the sum over D terms counts. */
  term: {
    value: (d, weight) => weight * d,
    slope: (_, weight) => weight,
    valueError: () => underflow,
    slopeError: () => 0,
  },
  smoothness: () => 0,
});
