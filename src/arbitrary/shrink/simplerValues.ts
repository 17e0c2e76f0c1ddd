import fc from 'fast-check';
import type { Random } from '../types/vector.ts';

/** A generator as plain functions; `directArbitrary` makes it one of fast-check's. */
export interface DirectGenerator<Case> {
  /** One value; everything random in it comes from the source. */
  draw(random: Random): Case;
  /** Whether a value from anywhere (a file, a user's hand) can be shrunk by this generator. */
  isCase(value: unknown): value is Case;
  /** Where a value stands in the order from simple to hard, compared entry by entry. */
  rank(value: Case): readonly number[];
  /** Values worth trying in its place, most promising first; those that do not rank lower are left out. */
  simpler(value: Case): Iterable<Case>;
  /** The simplest values there are, in ascending rank, tried once before everything else. */
  simplest?(): Iterable<Case>;
}

/**
 * An arbitrary that draws directly and shrinks any value of its type, whether it generated it or not.
 *
 * Shrinking needs no context, so that stored cases shrink like fresh ones; it ends, because every value offered
 * ranks strictly lower; and it begins with values that do not depend on the one found, so that different seeds
 * end in the same minimum. The context only remembers that those have been tried, and how far the search had come:
 * it goes on from there before it comes back to changes that did not help a moment ago.
 */
export const directArbitrary = <Case>(generator: DirectGenerator<Case>): fc.Arbitrary<Case> =>
  new DirectArbitrary(generator);

/** Where among the simpler values the one that was taken stood; all of the simplest have been tried before it. */
interface Progress {
  readonly place: number;
}

const isProgress = (context: unknown): context is Progress =>
  typeof context === 'object' && context !== null && 'place' in context;

// fast-check asks for a class: Arbitrary is its extension point for generators that are not compositions.
class DirectArbitrary<Case> extends fc.Arbitrary<Case> {
  readonly #generator: DirectGenerator<Case>;

  constructor(generator: DirectGenerator<Case>) {
    super();
    this.#generator = generator;
  }

  override generate(mrng: fc.Random): fc.Value<Case> {
    return new fc.Value(this.#generator.draw(uniformOf(mrng)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    return this.#generator.isCase(value);
  }

  override shrink(value: Case, context: unknown): fc.Stream<fc.Value<Case>> {
    return new fc.Stream(shrinks(this.#generator, value, isProgress(context) ? context : undefined));
  }
}

function* shrinks<Case>(
  generator: DirectGenerator<Case>,
  value: Case,
  progress: Progress | undefined,
): Generator<fc.Value<Case>, void> {
  const rank = generator.rank(value);
  if (!progress && generator.simplest) {
    for (const candidate of generator.simplest()) {
      if (!ranksLower(generator.rank(candidate), rank)) break;
      yield new fc.Value(candidate, { place: 0 });
    }
  }
  const skipped: fc.Value<Case>[] = [];
  let place = 0;
  for (const candidate of generator.simpler(value)) {
    if (!ranksLower(generator.rank(candidate), rank)) continue;
    const simpler = new fc.Value(candidate, { place });
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

/** The uniform source on [0, 1) that draws 53 bits from fast-check's generator at each call. */
export const uniformOf =
  (mrng: fc.Random): Random =>
  () =>
    ((mrng.nextInt() >>> 5) * 0x4000000 + (mrng.nextInt() >>> 6)) * 2 ** -53;
