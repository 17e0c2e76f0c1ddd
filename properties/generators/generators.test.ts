import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { angles } from '../../src/arbitrary/pair/angle.ts';
import { effectivePairs, ineffectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { learningRules } from '../../src/arbitrary/rule/rule.ts';
import { losses } from '../../src/arbitrary/scenario/loss.ts';
import { scenarios } from '../../src/arbitrary/scenario/scenario.ts';
import { stepSizes } from '../../src/arbitrary/scenario/stepSize.ts';
import type { Made } from '../../src/arbitrary/shrink/recipe.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { competitors } from './competitor.ts';
import { complementBases } from './complementBasis.ts';
import { hurwitzMatrices } from './hurwitz.ts';
import { spdMatrices } from './spd.ts';

const families = await loadFamilies();
const dimension = { min: 1, max: 6 };
const quadratic = families
  .find(({ name }) => name === 'quadratic')!
  .build({ spectrum: [4, 1], rotation: null, centre: null });

/** The minimum that every one of twenty seeds shrinks to. */
const minimum = <Case>(given: fc.Arbitrary<Case>, bug: (value: Case) => boolean): Case => {
  const minima = new Map<string, Case>();
  for (let seed = 0; seed < 20; seed++) {
    const { counterexample } = fc.check(
      fc.property(given, (value) => !bug(value)),
      { seed, numRuns: 1000 },
    );
    if (counterexample) minima.set(fc.stringify(counterexample[0]), counterexample[0]);
  }
  expect([...minima.keys()]).toHaveLength(1);
  return [...minima.values()][0]!;
};

const recipeOf = <Case>({ recipe }: Made<Case>): unknown => recipe;

describe('every generator', () => {
  const scenarioDemand = {
    families,
    dimension,
    steps: { min: 1, max: 8 },
    start: 'any',
    domain: 'all',
    hyperparameters: {},
  } as const;
  const generators: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    angles: angles({ min: 0, max: 1.5 }),
    competitors: competitors({ dimension: { min: 2, max: 3 } }).map(recipeOf),
    complementBases: complementBases({ dimension }).map(recipeOf),
    effectivePairs: effectivePairs({ dimension }).map(({ g, y }) => ({ g: [...g], y: [...y] })),
    hurwitzMatrices: hurwitzMatrices({ dimension: { min: 1, max: 3 } }).map(recipeOf),
    ineffectivePairs: ineffectivePairs({ dimension }).map(({ g, y }) => ({ g: [...g], y: [...y] })),
    learningRules: learningRules({ parts: { min: 0, max: 4 }, known: 'any' }).map(({ name }) => name),
    losses: losses({ families: families.filter(({ facts }) => !facts.network), dimension }).map(
      ({ reference }) => reference,
    ),
    scenarios: scenarios({ ...scenarioDemand, families: families.filter(({ facts }) => !facts.network) }),
    spdMatrices: spdMatrices({ dimension, eigenvalue: { min: 0.1, max: 10 } }).map(recipeOf),
    stepSizes: stepSizes(quadratic, { theta: [1, 1], max: Number.POSITIVE_INFINITY }),
  };

  it.each(Object.entries(generators))('%s is the same again for the same seed', (_, given) => {
    const sample = (seed: number): readonly unknown[] => fc.sample(given, { seed, numRuns: 3 });
    expect(sample(5)).toEqual(sample(5));
    expect(sample(5)).toMatchSnapshot();
  });
});

describe('angles(range)', () => {
  it('stays within the range and shrinks to the simplest angle in it', () => {
    expect(minimum(angles({ min: 0, max: 1.5 }), () => true)).toBe(0);
    expect(minimum(angles({ min: 0.2, max: 1.5 }), () => true)).toBe(1);
    expect(angles({ min: 0.2, max: 1.5 }).canShrinkWithoutContext(0.1)).toBe(false);
  });

  it('throws where the range reaches 90°', () => {
    expect(() => angles({ min: 0, max: 2 })).toThrow(/max = 2/);
    expect(() => angles({ min: 1, max: 0.5 })).toThrow(/min = 1, max = 0.5/);
  });
});

describe('spdMatrices(demand)', () => {
  it('shrinks to the smallest matrix with simple eigenvalues on the axes', () => {
    const given = spdMatrices({ dimension: { min: 1, max: 8 }, eigenvalue: { min: 0.01, max: 100 } });
    const bug = ({ spectrum }: { spectrum: Float64Array }) =>
      Math.max(...spectrum) / Math.min(...spectrum) >= 7;
    expect(minimum(given, bug).recipe).toEqual({ spectrum: [7, 1] });
  });

  it('throws where the spectrum is not positive or too wide', () => {
    const demand = (min: number, max: number) => () => spdMatrices({ dimension, eigenvalue: { min, max } });
    expect(demand(0, 1)).toThrow(/min = 0, max = 1/);
    expect(demand(-1, 1)).toThrow(/min = -1/);
    expect(demand(1, 1e12)).toThrow(/max = 1000000000000/);
    expect(() => spdMatrices({ dimension: { min: 0, max: 2 }, eigenvalue: { min: 1, max: 2 } })).toThrow(
      /min = 0/,
    );
  });
});

describe('complementBases(demand)', () => {
  it('shrinks to the unit vectors', () => {
    const { g, basis } = minimum(
      complementBases({ dimension: { min: 1, max: 8 } }),
      ({ basis: all }) => all.length >= 2,
    );
    expect([[...g], ...basis.map((u) => [...u])].sort().reverse()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });
});

describe('competitors(demand)', () => {
  it('draws every construction, and shrinks each to two coordinates', () => {
    const given = competitors({ dimension: { min: 2, max: 6 } });
    for (const name of ['image', 'canonical', 'family', 'sector']) {
      expect(minimum(given, ({ construction }) => construction === name).g).toHaveLength(2);
    }
  });

  it('throws for one coordinate, where all metrics are the same', () => {
    expect(() => competitors({ dimension: { min: 1, max: 3 } })).toThrow(/dimension.min = 1/);
  });
});

describe('hurwitzMatrices(demand)', () => {
  it('shrinks to −I', () => {
    const { matrix } = minimum(hurwitzMatrices({ dimension: { min: 2, max: 4 } }), () => true);
    expect(matrix.to2DArray()).toEqual([
      [-1, 0],
      [0, -1],
    ]);
  });
});

describe('losses(demand)', () => {
  it('draws every family and shrinks within one to its simplest member', () => {
    const given = losses({ families, dimension: { min: 1, max: 8 } });
    const drawn = fc.sample(given, { seed: 1, numRuns: 500 });
    expect(new Set(drawn.map(({ reference }) => reference.family)).size).toBe(families.length);
    const simplest = minimum(given, ({ loss }) => loss.facts.degree > 2);
    expect(simplest.loss.dimension).toBe(1);
    expect(minimum(given, ({ loss }) => loss.dimension >= 3).reference).toEqual({
      family: 'quadratic',
      parameters: { spectrum: [1, 1, 1] },
    });
  });

  it('shrinks a stored loss, also within its family', () => {
    const rosenbrock = families.find(({ name }) => name === 'rosenbrock')!;
    const parameters = { dimension: 4, steepness: 31 };
    const stored = {
      loss: rosenbrock.build(parameters),
      reference: { family: 'rosenbrock', parameters },
    };
    const given = losses({ families, dimension: { min: 1, max: 8 } });
    expect(given.canShrinkWithoutContext(stored)).toBe(true);
    expect(given.canShrinkWithoutContext({ ...stored, reference: { family: 'other', parameters } })).toBe(
      false,
    );
    expect(given.canShrinkWithoutContext({ loss: stored.loss })).toBe(false);
    const { counterexample } = fc.check(
      fc.property(given, ({ reference }) => reference.family !== 'rosenbrock'),
      { examples: [[stored]], numRuns: 1 },
    );
    expect(counterexample?.[0]?.reference.parameters).toEqual({ dimension: 2, steepness: 1 });
  });

  it('throws where no family reaches the dimensions', () => {
    expect(() => losses({ families, dimension: { min: 600, max: 700 } })).toThrow(/600\.\.700/);
    expect(() => losses({ families: [], dimension })).toThrow(/families = none/);
  });
});

describe('stepSizes(loss, setting)', () => {
  it('stays below max, reaches beyond 2/β without one, and shrinks to 1 and powers of ten', () => {
    const free = stepSizes(quadratic, { theta: [1, 1], max: Number.POSITIVE_INFINITY });
    const drawn = fc.sample(free, { seed: 1, numRuns: 500 });
    expect(Math.max(...drawn)).toBeGreaterThan(2 / 4);
    expect(Math.min(...drawn)).toBeLessThan(1e-7);
    const limited = stepSizes(quadratic, { theta: [1, 1], max: 0.03 });
    expect(Math.max(...fc.sample(limited, { seed: 1, numRuns: 500 }))).toBeLessThanOrEqual(0.03);
    expect(minimum(free, () => true)).toBe(1);
    expect(minimum(limited, () => true)).toBe(0.01);
    expect(minimum(free, (stepSize) => stepSize < 3e-5)).toBe(1e-5);
  });

  it('shrinks no value that is not a step size up to max', () => {
    const limited = stepSizes(quadratic, { theta: [1, 1], max: 0.03 });
    const values = [0.03, 0.031, 0, -0.01, Number.NaN, '0.01'];
    expect(values.map((value) => limited.canShrinkWithoutContext(value))).toEqual([
      true,
      ...Array.from({ length: 5 }, () => false),
    ]);
  });

  it('measures the curvature where the loss does not state it', () => {
    const { smoothness: _, ...unstated } = quadratic;
    const drawn = fc.sample(stepSizes(unstated, { theta: [1, 0], max: Number.POSITIVE_INFINITY }), {
      seed: 1,
      numRuns: 500,
    });
    expect(Math.max(...drawn)).toBeGreaterThan(2);
    expect(Math.max(...drawn)).toBeLessThan(100 / 3);
  });

  it('throws where no step size is allowed', () => {
    expect(() => stepSizes(quadratic, { theta: [1, 1], max: 0 })).toThrow(/max = 0/);
  });
});
