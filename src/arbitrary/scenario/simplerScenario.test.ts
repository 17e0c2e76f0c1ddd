import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFamilies } from '../../catalog/losses.ts';
import type { Scenario } from '../../types/scenario.ts';
import { type ScenarioDemand, scenarios } from './scenario.ts';
import { fitsDemand } from './scenarioDemand.ts';

const families = await loadFamilies();

const demand: ScenarioDemand = {
  families,
  dimension: { min: 1, max: 16 },
  steps: { min: 1, max: 8 },
  start: 'any',
  domain: 'all',
  hyperparameters: { rate: { default: 0.9, min: 0.5, max: 0.99 } },
};

const stored: Scenario = {
  loss: { family: 'rosenbrock', parameters: { dimension: 3, steepness: 12.5 } },
  theta: [0.25, 7, -1.5],
  stepSize: 0.003,
  steps: 5,
  seed: 77,
  hyperparameters: { rate: 0.731 },
};

const shrink = (wanted: ScenarioDemand, from: Scenario, bug: (scenario: Scenario) => boolean): Scenario => {
  const { counterexample } = fc.check(
    fc.property(scenarios(wanted), (scenario) => !bug(scenario)),
    { examples: [[from]], numRuns: 1, seed: 1 },
  );
  return counterexample?.[0] ?? from;
};

describe('shrinking a stored scenario', () => {
  it('drops single coordinates within a family that offers nothing else', () => {
    const only = { ...demand, families: families.filter(({ name }) => name === 'rosenbrock') };
    const { theta, loss } = shrink(only, stored, ({ theta: at }) => at.includes(7));
    expect(theta).toEqual([7, 0]);
    expect(loss.parameters).toEqual({ dimension: 2, steepness: 1 });
  });

  it('moves a hyperparameter to its default or the simplest value in its range', () => {
    expect(shrink(demand, stored, () => true).hyperparameters).toEqual({ rate: 0.9 });
    const below = shrink(demand, stored, ({ hyperparameters }) => hyperparameters.rate! < 0.8);
    expect(below.hyperparameters).toEqual({ rate: 0.5 });
  });

  it('keeps hyperparameters that the demand does not know, and a family that it does not know', () => {
    const foreign: Scenario = { ...stored, hyperparameters: { other: 3 } };
    expect(
      shrink(demand, foreign, ({ hyperparameters }) => 'other' in hyperparameters).hyperparameters,
    ).toEqual({
      rate: 0.9,
      other: 3,
    });
    const unknown: Scenario = { ...stored, loss: { family: 'no-such-family', parameters: null } };
    expect(shrink(demand, unknown, ({ loss }) => loss.family === 'no-such-family')).toEqual(unknown);
    expect(shrink(demand, unknown, () => true).loss.family).toBe('quadratic');
  });

  it('keeps the file of a family that is a user’s', () => {
    const only = { ...demand, families: families.filter(({ name }) => name === 'rosenbrock') };
    const users: Scenario = { ...stored, loss: { ...stored.loss, file: './mine.ts' } };
    expect(shrink(only, users, ({ loss }) => loss.file !== undefined).loss.file).toBe('./mine.ts');
  });

  it('stays where the gradient is exactly zero, on any family', () => {
    const stationary: ScenarioDemand = { ...demand, start: 'stationary' };
    const atMinimum: Scenario = { ...stored, theta: [1, 1, 1] };
    const moved = shrink(stationary, atMinimum, ({ loss }) => loss.family === 'rosenbrock');
    expect(moved.theta).toEqual([1, 1]);
    fc.assert(
      fc.property(scenarios(stationary), ({ loss: { family, parameters }, theta }) => {
        const loss = families.find(({ name }) => name === family)?.build(parameters);
        return loss?.gradient(Float64Array.from(theta), 0).every((d) => d === 0) ?? false;
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('starts anywhere where no family has a stationary point, and keeps θ positive on that domain', () => {
    const linear = families.filter(({ name }) => name === 'linear');
    const drawn = fc.sample(scenarios({ ...demand, families: linear, start: 'stationary' }), {
      seed: 1,
      numRuns: 20,
    });
    expect(drawn.every(({ loss }) => loss.family === 'linear')).toBe(true);
    const positive = scenarios({ ...demand, start: 'stationary', domain: 'positive' });
    fc.assert(
      fc.property(positive, ({ theta }) => theta.every((x) => x > 0)),
      { seed: 1, numRuns: 200 },
    );
  });

  it('offers powers of ten up to a limit that depends on the loss', () => {
    const limited: ScenarioDemand = { ...demand, maxStepSize: ({ smoothness }) => 0.3 / (smoothness ?? 100) };
    const { stepSize } = shrink(limited, { ...stored, stepSize: 0.001 }, () => true);
    expect(Number.isInteger(Math.log10(stepSize))).toBe(true);
    expect(shrink({ ...demand, maxStepSize: () => 0 }, stored, () => true)).toEqual(stored);
  });
});

describe('fitsDemand(demand, scenario)', () => {
  it('rejects what cannot be run or leaves the demand', () => {
    expect(fitsDemand(demand, stored)).toBe(true);
    const wrong: readonly Partial<Scenario>[] = [
      { theta: [1, 2] },
      { theta: [1, 2, Number.NaN] },
      { steps: 0 },
      { stepSize: 0 },
      { hyperparameters: { rate: 0.1 } },
      { loss: { family: 'rosenbrock', parameters: { dimension: 3, steepness: -1 } } },
      { loss: { family: 'no-such-family', parameters: null } },
    ];
    for (const change of wrong) expect(fitsDemand(demand, { ...stored, ...change })).toBe(false);
  });
});
