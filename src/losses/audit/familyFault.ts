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

/** Dimensions at which every point is tried; at the others one has to do. */
const thorough = 8;

/** Dimensions from the least on, twice as large each time, and the largest: a fault may show from some size on. */
const dimensionsOf = ({ min, max }: LossFamily['dimensions']): readonly number[] => {
  if (min > largeDimension) return [min];
  const largest = Math.min(max, largeDimension);
  const dimensions = [largest, Math.min(largest, Math.max(min + 1, thorough))];
  for (let dimension = min; dimension < largest; dimension *= 2) dimensions.push(dimension);
  return [...new Set(dimensions)].sort((a, b) => a - b);
};

/**
 * What is wrong with the losses of a family at a few points, of some dimensions, at t = 0 and later; undefined where
 * nothing is. Deterministic.
 *
 * @param dimensions those that will be used
 * Cost: about that of `lossFault` five times at each of two small dimensions, and once at each of the others.
 */
export const familyFault = (family: LossFamily, dimensions: LossFamily['dimensions']): string | undefined => {
  const random = seededRandom(0, 'trial');
  for (const [position, dimension] of dimensionsOf(dimensions).entries()) {
    const few = dimension > (position > 0 ? thorough : largeDimension);
    for (const [trial, coordinate] of (few ? coordinates.slice(0, 1) : coordinates).entries()) {
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
