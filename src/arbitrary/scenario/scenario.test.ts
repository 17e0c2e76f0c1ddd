import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loss, LossFamily } from '../../types/loss.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { Json } from '../../types/vector.ts';
import { type ScenarioDemand, scenarios } from './scenario.ts';

const facts = {
  convex: true,
  smooth: true,
  network: false,
  stochastic: false,
  timeVarying: false,
  degree: 2,
};

/** Σ λᵢ|θᵢ|ᵖ/p with parameters λ. */
const powers = (name: string, complexity: number, exponent: number, smooth: boolean): LossFamily => ({
  name,
  description: 'a sum of powers',
  facts: { ...facts, smooth, degree: exponent },
  complexity,
  dimensions: { min: 1, max: 64 },
  draw: (dimension, random) => Array.from({ length: dimension }, () => 1 + Math.floor(random() * 9)),
  drop: (parameters, coordinate) => {
    const weights = weightsOf(parameters);
    if (weights.length < 2) return undefined;
    return {
      parameters: weights.toSpliced(coordinate, 1),
      kept: weights.map((_, i) => i).toSpliced(coordinate, 1),
    };
  },
  build: (parameters): Loss => {
    const weights = weightsOf(parameters);
    return {
      name,
      dimension: weights.length,
      facts: { ...facts, smooth, degree: exponent },
      value: (theta) =>
        theta.reduce((sum, x, i) => sum + (weights[i]! * Math.abs(x) ** exponent) / exponent, 0),
      gradient: (theta) => theta.map((x, i) => weights[i]! * Math.abs(x) ** (exponent - 1) * Math.sign(x)),
      roundoff: (theta) => ({ value: 0, gradient: new Float64Array(theta.length) }),
      ...(smooth && { smoothness: Math.max(...weights) }),
      landmarks: [{ kind: 'minimum', theta: new Float64Array(weights.length) }],
    };
  },
});

const weightsOf = (parameters: Json): readonly number[] => {
  if (!Array.isArray(parameters) || parameters.length === 0) {
    throw new TypeError('weights must be a list');
  }
  return parameters.map((x) => {
    if (!(typeof x === 'number' && x > 0)) throw new RangeError(`weights must be > 0, got ${x}`);
    return x;
  });
};

const quadratic = powers('quadratic', 1, 2, true);
const quartic = powers('quartic', 5, 4, false);

const demand: ScenarioDemand = {
  families: [quartic, quadratic],
  dimension: { min: 1, max: 64 },
  steps: { min: 1, max: 32 },
  start: 'any',
  domain: 'all',
  hyperparameters: { beta: { default: 0.9, min: 0, max: 0.99 } },
};

const minimaOf = (wanted: ScenarioDemand, bug: (scenario: Scenario) => boolean): readonly Scenario[] => {
  const minima = new Map<string, Scenario>();
  for (let seed = 0; seed < 20; seed++) {
    const { counterexample } = fc.check(
      fc.property(scenarios(wanted), (scenario) => !bug(scenario)),
      { seed, numRuns: 2000 },
    );
    if (counterexample) minima.set(fc.stringify(counterexample[0]), counterexample[0]);
  }
  return [...minima.values()];
};

const simplest: Scenario = {
  loss: { family: 'quadratic', parameters: [1] },
  theta: [0],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: { beta: 0.9 },
};

describe('scenarios(demand)', () => {
  it('draws only scenarios whose loss builds and that keep the demand', () => {
    const wanted: ScenarioDemand = { ...demand, maxStepSize: () => 0.01, domain: 'positive' };
    fc.assert(
      fc.property(scenarios(wanted), ({ loss, theta, stepSize, steps, hyperparameters }) => {
        const family = wanted.families.find(({ name }) => name === loss.family);
        expect(family?.build(loss.parameters).dimension).toBe(theta.length);
        expect(stepSize).toBeGreaterThan(0);
        expect(stepSize).toBeLessThanOrEqual(0.01);
        expect(steps).toBeLessThanOrEqual(32);
        expect(theta.every((x) => x > 0)).toBe(true);
        expect(hyperparameters.beta).toBeLessThanOrEqual(0.99);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('starts where the gradient is exactly zero on demand', () => {
    fc.assert(
      fc.property(scenarios({ ...demand, start: 'stationary' }), ({ theta }) => theta.every((x) => x === 0)),
      { seed: 1, numRuns: 200 },
    );
  });

  it.each<[string, (scenario: Scenario) => boolean, Partial<Scenario>]>([
    ['everything', () => true, {}],
    ['seven steps', ({ steps }) => steps >= 7, { steps: 7 }],
    ['a large coordinate', ({ theta }) => theta.some((x) => x >= 3.5), { theta: [4] }],
    [
      'a hyperparameter',
      ({ hyperparameters }) => hyperparameters.beta! < 0.3,
      { hyperparameters: { beta: 0 } },
    ],
    ['a small step', ({ stepSize }) => stepSize < 1e-4, { stepSize: 1e-5 }],
    ['a negative zero', ({ theta }) => theta.some((x) => Object.is(x, -0)), { theta: [-0] }],
    ['a seed', ({ seed }) => seed < 0, { seed: -1 }],
    ['a family', ({ loss }) => loss.family === 'quartic', { loss: { family: 'quartic', parameters: [1] } }],
  ])('shrinks a bug that needs %s to the simplest case that has it', (_, bug, minimum) => {
    expect(minimaOf(demand, bug)).toEqual([{ ...simplest, ...minimum }]);
  });

  it('shrinks a stored scenario without context', () => {
    const stored: Scenario = {
      loss: { family: 'quartic', parameters: [8, 2.5, 3] },
      theta: [0.123456, 7.25, -3],
      stepSize: 0.0172,
      steps: 19,
      seed: 123,
      hyperparameters: { beta: 0.5 },
    };
    const { counterexample } = fc.check(
      fc.property(scenarios(demand), ({ theta }) => theta.length < 2),
      { examples: [[stored]], numRuns: 1, seed: 3 },
    );
    expect(counterexample).toEqual([
      { ...simplest, loss: { family: 'quadratic', parameters: [1, 1] }, theta: [0, 0] },
    ]);
  });

  it('keeps the step size below its limit while it shrinks', () => {
    const wanted: ScenarioDemand = { ...demand, maxStepSize: ({ dimension }) => 0.02 / dimension };
    expect(minimaOf(wanted, ({ theta }) => theta.length >= 3)).toEqual([
      {
        ...simplest,
        loss: { family: 'quadratic', parameters: [1, 1, 1] },
        theta: [0, 0, 0],
        stepSize: 1e-3,
      },
    ]);
  });

  it.each([
    [{ ...demand, families: [] }, /families = none/],
    [{ ...demand, dimension: { min: 0, max: 3 } }, /min = 0/],
    [{ ...demand, dimension: { min: 65, max: 70 } }, /quadratic \(1\.\.64\)/],
    [{ ...demand, steps: { min: 3, max: 2 } }, /min = 3, max = 2/],
    [
      { ...demand, hyperparameters: { beta: { default: 2, min: 0, max: 1 } } },
      /beta = \{ min: 0, default: 2/,
    ],
  ])('throws at construction where the demand admits nothing: %#', (impossible, message) => {
    expect(() => scenarios(impossible)).toThrow(message);
  });
});
