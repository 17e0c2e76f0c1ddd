import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import type { Random, Vector } from '../types/vector.ts';
import type { Stimulus } from './drive.ts';

/** Enough for a matrix of 3 × 2, and for coordinates to be told apart. */
const dimension = 6;

const vectorOf = (entry: (i: number) => number): Vector =>
  Float64Array.from({ length: dimension }, (_, i) => entry(i));

/** Standard normal deviates. */
const ordinary = (random: Random): Vector => vectorOf(() => standardNormal(random));

/** Signs at random, magnitudes from 10⁻¹⁰ to 10², one entry in eight 0. */
const scattered = (random: Random): Vector =>
  vectorOf(() => (random() < 1 / 8 ? 0 : (random() < 1 / 2 ? -1 : 1) * 10 ** (12 * random() - 10)));

const stimulus = (
  name: string,
  steps: number,
  gradientAt: (step: number, random: Random) => Vector,
  stepSizeAt: (step: number) => number = () => 0.1,
): Stimulus => {
  const random = seededRandom(20, 'identity', name);
  return {
    name,
    start: ordinary(random),
    gradients: Array.from({ length: steps }, (_, step) => gradientAt(step, random)),
    stepSizes: Array.from({ length: steps }, (_, step) => stepSizeAt(step)),
  };
};

/** The same gradient for a while, then its opposite. */
const turning = (name: string): Stimulus => {
  let constant: Vector | undefined;
  return stimulus(name, 48, (step, random) => {
    constant ??= ordinary(random);
    return step < 24 ? constant : constant.map((d) => -d / (step - 22));
  });
};

/** Nothing at all, then a gradient of one coordinate, then ordinary ones. */
const rising = (name: string): Stimulus =>
  stimulus(name, 24, (step, random) => {
    const drawn = ordinary(random);
    return step < 2 ? vectorOf(() => 0) : step < 4 ? drawn.map((d, i) => (i === 1 ? d : 0)) : drawn;
  });

/** What candidates are told apart on, most telling first. */
export const stimuli: readonly Stimulus[] = [
  stimulus('ordinary gradients', 48, (_, random) => ordinary(random)),
  stimulus('gradients of many magnitudes', 48, (_, random) => scattered(random)),
  turning('a constant gradient that turns'),
  rising('no gradient at first'),
  stimulus(
    'a step size that changes twice',
    48,
    (_, random) => ordinary(random),
    (step) => (step < 16 ? 0.1 : step < 32 ? 0.025 : 0.4),
  ),
];

/** What nothing is chosen by: others of the same kinds, and a long one. */
export const confirmations: readonly Stimulus[] = [
  stimulus('ordinary gradients, again', 48, (_, random) => ordinary(random)),
  stimulus('gradients of many magnitudes, again', 48, (_, random) => scattered(random)),
  stimulus('two thousand steps', 2000, (_, random) => ordinary(random)),
];
