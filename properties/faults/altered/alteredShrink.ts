import fc from 'fast-check';

/** Draws as a generator does, but offers other values in shrinking. */
export const alteredShrink = <Case>(
  given: fc.Arbitrary<Case>,
  offers: (value: Case, simpler: fc.Stream<Case>) => Iterable<Case>,
): fc.Arbitrary<Case> => new Altered(given, offers);

// fast-check asks for a class: Arbitrary is its extension point for generators that are not compositions.
class Altered<Case> extends fc.Arbitrary<Case> {
  readonly #given: fc.Arbitrary<Case>;
  readonly #offers: (value: Case, simpler: fc.Stream<Case>) => Iterable<Case>;

  constructor(given: fc.Arbitrary<Case>, offers: (value: Case, simpler: fc.Stream<Case>) => Iterable<Case>) {
    super();
    this.#given = given;
    this.#offers = offers;
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<Case> {
    return this.#given.generate(mrng, biasFactor);
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    return this.#given.canShrinkWithoutContext(value);
  }

  override shrink(value: Case): fc.Stream<fc.Value<Case>> {
    const simpler = this.#given.shrink(value, undefined).map((offered) => offered.value);
    return new fc.Stream(values(this.#offers(value, simpler)));
  }
}

function* values<Case>(offered: Iterable<Case>): Generator<fc.Value<Case>, void> {
  for (const value of offered) yield new fc.Value(value, undefined);
}
