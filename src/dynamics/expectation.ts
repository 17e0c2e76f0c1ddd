import { plainDotRoundoff } from '../linalg/rounding.ts';
import { plural } from '../numbers.ts';
import type { Loss } from '../types/loss.ts';
import type { Random, Vector } from '../types/vector.ts';
import { lossDrop } from './lossDrop.ts';

/** One of finitely many updates that a noisy rule may make. */
export interface NoisyUpdate {
  readonly probability: number;
  /** Δθ, shape (D). */
  readonly delta: Vector;
}

/**
 * Every update of a rule whose randomness is `draws` calls of random(), each of which it only uses by which of
 * `levels` equal parts of [0, 1) it falls into: levels^draws updates, all equally likely.
 *
 * Source: P12. A coin flip has two levels; a coordinate chosen by ⌊D·u⌋ has D.
 * @param update Δθ with the source of randomness it is to use
 * @throws RangeError where the update draws more or fewer numbers than `draws`
 * Cost: levels^draws updates.
 */
export const enumerateNoise = (
  noise: { readonly draws: number; readonly levels: number },
  update: (random: Random) => Vector,
): readonly NoisyUpdate[] => {
  const sources = noiseSources(noise);
  return sources.map(({ random, drawn }) => {
    const delta = update(random);
    if (drawn() !== noise.draws) {
      throw new RangeError(
        `enumerateNoise: the update must draw ${plural(noise.draws, 'number')}, got ${drawn()}`,
      );
    }
    return { probability: 1 / sources.length, delta };
  });
};

/** One of the outcomes of all random numbers, as a source of them. */
interface ScriptedSource {
  readonly random: Random;
  /** How many numbers have been drawn. */
  readonly drawn: () => number;
}

/** levels^draws sources, one for each outcome of `draws` numbers, each in the middle of its part of [0, 1). */
export const noiseSources = ({
  draws,
  levels,
}: {
  readonly draws: number;
  readonly levels: number;
}): readonly ScriptedSource[] =>
  Array.from({ length: levels ** draws }, (_, index) => {
    let rest = index;
    let drawn = 0;
    const random = (): number => {
      const level = rest % levels;
      rest = Math.floor(rest / levels);
      drawn++;
      return (level + 1 / 2) / levels;
    };
    return { random, drawn: () => drawn };
  });

/** E[Δθ], shape (D). Source: P12. */
export const expectedUpdate = (updates: readonly NoisyUpdate[]): Vector => {
  const mean = new Float64Array(updates[0]?.delta.length ?? 0);
  for (const { probability, delta } of updates) {
    for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! + probability * delta[i]!;
  }
  return mean;
};

/**
 * L(θ) − E[L(θ + Δθ)] by enumeration: positive iff the noisy rule descends in expectation.
 *
 * Source: P12. @param theta θ, shape (D)
 * Accuracy: the bounds of every loss, and a plain weighted sum. Cost: a value and a bound an update.
 */
export const expectedDrop = (
  loss: Loss,
  theta: Vector,
  updates: readonly NoisyUpdate[],
): { readonly drop: number; readonly bound: number } => {
  let expected = 0;
  let size = 0;
  let carried = 0;
  for (const { probability, delta } of updates) {
    const next = theta.map((entry, i) => entry + delta[i]!);
    const { drop, bound } = lossDrop(loss, theta, next);
    expected += probability * drop;
    size += probability * Math.abs(drop);
    carried += probability * bound;
  }
  return { drop: expected, bound: plainDotRoundoff({ count: updates.length + 1, size, carried }) };
};
