import type { Random } from '../../types/vector.ts';

/** A generator as plain functions; `directArbitrary` makes it one of fast-check's. */
export interface DirectGenerator<Case> {
  /** One value; everything random in it comes from the source. */
  draw(random: Random): Case;
  /** Whether a value from anywhere (a file, a user's hand) can be shrunk by this generator. */
  isCase(value: unknown): value is Case;
  /** Where a value stands in the order from simple to hard, compared entry by entry. */
  rank(value: Case): readonly number[];
  /** Values worth trying in its place, most promising first; those that do not rank lower are skipped. */
  simpler(value: Case): Iterable<Case>;
  /** The simplest values there are, in ascending rank, tried once before everything else. */
  simplest?(): Iterable<Case>;
}

/** A value to try in the place of another, and what the search for a still simpler one goes on from. */
export interface SimplerValue<Case> {
  readonly value: Case;
  readonly context: unknown;
}

/** Where among the simpler values the one that was taken stood; all of the simplest have been tried before it. */
interface Progress {
  readonly place: number;
}

const isProgress = (context: unknown): context is Progress =>
  typeof context === 'object' && context !== null && 'place' in context;

/**
 * Values to try in the place of one, each of which ranks strictly lower, so that a search ends.
 *
 * It begins with values that do not depend on the one found, so that different seeds end in the same minimum. The
 * context only remembers that those have been tried, and how far the search had come: it goes on from there before it
 * comes back to changes that did not help a moment ago.
 *
 * @param context of the simpler value that was taken; undefined at first
 */
export function* simplerValues<Case>(
  generator: DirectGenerator<Case>,
  value: Case,
  context: unknown,
): Generator<SimplerValue<Case>, void> {
  const progress = isProgress(context) ? context : undefined;
  const rank = generator.rank(value);
  if (!progress && generator.simplest) {
    for (const candidate of generator.simplest()) {
      if (!ranksLower(generator.rank(candidate), rank)) break;
      yield { value: candidate, context: { place: 0 } };
    }
  }
  const skipped: SimplerValue<Case>[] = [];
  let place = 0;
  for (const candidate of generator.simpler(value)) {
    if (!ranksLower(generator.rank(candidate), rank)) continue;
    const simpler = { value: candidate, context: { place } };
    if (progress && place < progress.place) skipped.push(simpler);
    else yield simpler;
    place++;
  }
  yield* skipped;
}

/** Whether a stands strictly before b in lexicographic order; NaN is never before anything. */
export const ranksLower = (a: readonly number[], b: readonly number[]): boolean => {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i]! < b[i]!) return true;
    if (!(a[i]! === b[i]!)) return false;
  }
  return a.length < b.length;
};
