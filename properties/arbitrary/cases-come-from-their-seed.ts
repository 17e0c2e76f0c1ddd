import fc from 'fast-check';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim, ClaimOf, Holds } from '../../src/types/claim.ts';
import { type Generators, ourGenerators } from '../subjects/generators.ts';

const families = await loadFamilies();
const dimension = { min: 2, max: 8 };

/** Each generator with a demand. */
const drawn: { readonly [Name in keyof Generators]: (make: Generators) => fc.Arbitrary<unknown> } = {
  effectivePairs: (make) => make.effectivePairs({ dimension }),
  ineffectivePairs: (make) => make.ineffectivePairs({ dimension }),
  complementBases: (make) => make.complementBases({ dimension }),
  competitors: (make) => make.competitors({ dimension }),
  spdMatrices: (make) => make.spdMatrices({ dimension, eigenvalue: { min: 0.1, max: 10 } }),
  hurwitzMatrices: (make) => make.hurwitzMatrices({ dimension }),
  learningRules: (make) =>
    make
      .learningRules({ parts: { min: 0, max: 5 }, known: 'effective' })
      .map(({ description }) => description),
  scenarios: (make) =>
    make.scenarios({
      families,
      dimension,
      steps: { min: 1, max: 8 },
      start: 'any',
      domain: 'all',
      hyperparameters: {},
    }),
};

interface Case {
  readonly seed: number;
  readonly name: keyof Generators;
}

const seedsOf = (names: readonly (keyof Generators)[]): fc.Arbitrary<Case> =>
  fc.record({ seed: fc.integer(), name: fc.constantFrom(...names) });

const names: readonly (keyof Generators)[] = [
  'effectivePairs',
  'ineffectivePairs',
  'complementBases',
  'competitors',
  'spdMatrices',
  'hurwitzMatrices',
  'learningRules',
  'scenarios',
];

const textOf = (given: fc.Arbitrary<unknown>, seed: number): string =>
  fc.stringify(fc.sample(given, { seed, numRuns: 12 }));

/** Drawn twice from one seed, and a few times from another in between. */
const isPure =
  (make: Generators): Holds<Case> =>
  ({ seed, name }) => {
    const given = drawn[name](make);
    const first = textOf(given, seed);
    fc.sample(given, { seed: seed ^ 1, numRuns: 5 });
    return truth(textOf(given, seed) === first);
  };

/** What differs from ours is looked at. */
const of: ClaimOf<Case, Generators> = {
  kind: 'generator',
  given(subject) {
    const changed = names.filter((name) => subject[name] !== ourGenerators[name]);
    return changed.length > 0 ? seedsOf(changed) : undefined;
  },
  holds: isPure,
};

const withPairs = (change: (count: number) => number): Generators => {
  let count = 0;
  return {
    ...ourGenerators,
    effectivePairs: (demand) =>
      ourGenerators.effectivePairs(demand).map(({ g, y }) => {
        const factor = change(count++);
        return { g: g.map((x) => x * factor), y };
      }),
  };
};

const claim: Claim<Case> = {
  id: 'G14-pure',
  claim: 'A generator draws the same cases from the same seed, whatever was drawn before.',
  source: 'a case is stored by its seed and index as well as by its values',
  given: seedsOf(names),
  holds: isPure(ourGenerators),
  of,
  mutants: {
    'scaled by how many were drawn': isPure(withPairs((count) => count + 1)),
    'every eighth scaled': isPure(withPairs((count) => (count % 8 === 7 ? 2 : 1))),
  },
};

export default claim;
