import { mixSeed, seededRandom } from '../../linalg/seeded.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { Random } from '../../types/vector.ts';

/**
 * What checks draw on top of a case, each purpose from a stream of its own, which the seed of the case starts.
 *
 * **Part of the format of stored cases.** A stored case holds its seed and not what was drawn from it. Another label here
 * makes another case of each that is stored, which may then hold without anything having been fixed; and so does a
 * check that draws other numbers from its stream, more of them, or in another order. Labels are added, never changed;
 * `streams.test.ts` pins what each stream begins with and what each law makes of its own.
 */
export const streams = {
  /** What a law changes, by the id of the law: signs, factors, orders, reflections, new parameters. */
  law: 'law',
  /** The changes by a few units in the last place that tell what rounding does to a rule. */
  perturbation: 'perturbation',
  /** The rule's own random numbers in the run that takes turns with the run of the case. */
  guest: 'guest',
  /** The rule's own random numbers in each sample of its first update, by the index of the sample. */
  draw: 'draw',
  /** The rule's own random numbers in each further try at a standstill, by the number of the try. */
  attempt: 'attempt',
  /** Losses and starts beside those of the case, by family and dimension. */
  trial: 'trial',
  /** The gradients of each history that a suspicion looks at, by its name. */
  suspicion: 'suspicion',
} as const;

type Seeded = Pick<Scenario, 'seed'>;

/** The seed of a stream of a case. @param parts which of several streams of that name */
export const streamSeed = (
  { seed }: Seeded,
  stream: keyof typeof streams,
  ...parts: readonly (string | number)[]
): number => mixSeed(seed, streams[stream], ...parts);

/** The numbers of a stream of a case, from its beginning. @param parts which of several streams of that name */
export const streamOf = (
  { seed }: Seeded,
  stream: keyof typeof streams,
  ...parts: readonly (string | number)[]
): Random => seededRandom(seed, streams[stream], ...parts);
