import fc from 'fast-check';
import { type DirectGenerator, simplerValues } from './simplerValues.ts';
import { uniformOf } from './uniform.ts';

/**
 * An arbitrary that draws directly and shrinks any value of its type, whether it generated it or not: shrinking needs no
 * context, so that stored cases shrink like fresh ones.
 */
export const directArbitrary = <Case>(generator: DirectGenerator<Case>): fc.Arbitrary<Case> =>
  new DirectArbitrary(generator);

// fast-check asks for a class: Arbitrary is its extension point for generators that are not compositions.
class DirectArbitrary<Case> extends fc.Arbitrary<Case> {
  readonly #generator: DirectGenerator<Case>;

  constructor(generator: DirectGenerator<Case>) {
    super();
    this.#generator = generator;
  }

  override generate(mrng: fc.Random): fc.Value<Case> {
    return new fc.Value(this.#generator.draw(uniformOf(() => mrng.nextInt())), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    return this.#generator.isCase(value);
  }

  override shrink(value: Case, context: unknown): fc.Stream<fc.Value<Case>> {
    return new fc.Stream(values(simplerValues(this.#generator, value, context)));
  }
}

function* values<Case>(simpler: ReturnType<typeof simplerValues<Case>>): Generator<fc.Value<Case>, void> {
  for (const { value, context } of simpler) yield new fc.Value(value, context);
}
