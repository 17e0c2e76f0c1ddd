import { plainDotRoundoff } from '../linalg/rounding.ts';
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
  const { draws, levels } = noise;
  const count = levels ** draws;
  return Array.from({ length: count }, (_, index) => {
    let rest = index;
    let drawn = 0;
    const delta = update(() => {
      const level = rest % levels;
      rest = Math.floor(rest / levels);
      drawn++;
      return (level + 1 / 2) / levels;
    });
    if (drawn !== draws) {
      throw new RangeError(`enumerateNoise: the update must draw ${draws} numbers, got ${drawn}`);
    }
    return { probability: 1 / count, delta };
  });
};

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
