import { seededRandom, standardNormal } from '../../linalg/seeded.ts';
import type { LossFamily } from '../../types/loss.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { lossFault } from './lossFault.ts';

/** Where a loss is tried: the second is on kinks and ties, the third where 0/0 happens. */
const coordinates: readonly ((random: Random) => number)[] = [
  standardNormal,
  (random) => Math.round(2 * standardNormal(random)),
  () => 0,
  (random) => 10 * standardNormal(random),
  standardNormal,
];

/** Above this dimension one point of the least dimension has to do. */
const largeDimension = 1000;

/** The least dimension, and eight coordinates or as many as there are: a fault may show from two on, or from many. */
const dimensionsOf = ({ dimensions: { min, max } }: LossFamily): readonly number[] =>
  min > largeDimension ? [min] : [...new Set([min, Math.min(max, Math.max(min + 1, 8))])];

/**
 * What is wrong with the losses of a family at a few points, of one or two dimensions, at t = 0 and later; undefined
 * where nothing is. Deterministic.
 *
 * Cost: at most ten times that of `lossFault`.
 */
export const familyFault = (family: LossFamily): string | undefined => {
  const random = seededRandom(0, 'trial');
  for (const dimension of dimensionsOf(family)) {
    const trials = dimension > largeDimension ? coordinates.slice(0, 1) : coordinates;
    for (const [trial, coordinate] of trials.entries()) {
      const loss = family.build(family.draw(dimension, random));
      const theta: Vector = Float64Array.from({ length: loss.dimension }, () => coordinate(random));
      // Not at 0 only: a loss that forgets t is right there.
      const time = loss.facts.timeVarying && trial > 0 ? 1 + random() : 0;
      const fault = lossFault(loss, theta, time);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
};
