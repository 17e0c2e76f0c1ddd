import type fc from 'fast-check';
import type { Json, Random } from '../types/vector.ts';
import { integerBetween, logUniform, oneOf, shortDecimal } from './choose.ts';
import { entryAt, type Made, numberAt, recipeArbitrary } from './recipe.ts';

/** A sequence of step sizes. */
export interface Schedule {
  readonly kind: (typeof kinds)[number];
  /** ηₖ > 0 for k = 0, 1, 2, … */
  at(step: number): number;
}

const kinds = ['constant', 'inverse', 'exponential', 'cosine', 'stairs', 'warm-up'] as const;

/** Step-size schedules: constant, η/(1+k/n), η ½^(k/n), a half cosine, halved every n steps, rising over n steps. */
export const schedules = (): fc.Arbitrary<Made<Schedule>> =>
  recipeArbitrary<Schedule>({ draw: drawSchedule, make: makeSchedule });

const drawSchedule = (random: Random): Json => ({
  kind: oneOf(random, kinds),
  stepSize: shortDecimal(logUniform(random, 1e-6, 10), 2),
  length: integerBetween(random, 1, 32),
});

const makeSchedule = (recipe: Json): Schedule | undefined => {
  const kind = kinds.find((name) => name === entryAt(recipe, 'kind'));
  const stepSize = numberAt(recipe, 'stepSize');
  const length = numberAt(recipe, 'length');
  if (!kind || stepSize === undefined || !(stepSize > 0)) return undefined;
  if (length === undefined || !(Number.isInteger(length) && length >= 1)) return undefined;
  return { kind, at: (step) => stepSize * factorAt(kind, step, length) };
};

const factorAt = (kind: Schedule['kind'], step: number, length: number): number => {
  switch (kind) {
    case 'constant':
      return 1;
    case 'inverse':
      return 1 / (1 + step / length);
    case 'exponential':
      return 0.5 ** (step / length);
    case 'cosine':
      // The last step is not quite 0, which would be no step size.
      return (1 + Math.cos((Math.PI * Math.min(step, length)) / (length + 1))) / 2;
    case 'stairs':
      return 0.5 ** Math.floor(step / length);
    case 'warm-up':
      return Math.min(1, (step + 1) / length);
    default:
      return kind satisfies never;
  }
};
