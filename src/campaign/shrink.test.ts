import { describe, expect, it } from 'vitest';
import { scenarioSource } from '../arbitrary/scenario/scenarioSource.ts';
import type { DirectGenerator } from '../arbitrary/shrink/simplerValues.ts';
import quadratic from '../losses/quadratic.ts';
import type { Observation } from '../types/check.ts';
import type { Scenario } from '../types/scenario.ts';
import { irrelevantParts, shrinkCase } from './shrink.ts';

const cases = scenarioSource({
  families: [quadratic],
  dimension: { min: 1, max: 20 },
  steps: { min: 1, max: 50 },
  start: 'any',
  domain: 'all',
  hyperparameters: { rate: { default: 1, min: 0, max: 2 } },
});

const start: Scenario = {
  loss: {
    family: 'quadratic',
    parameters: { spectrum: Array.from({ length: 12 }, () => 2.5), rotation: null, centre: null },
  },
  theta: Array.from({ length: 12 }, (_, i) => i - 6.25),
  stepSize: 0.37,
  steps: 41,
  seed: 77,
  hyperparameters: { rate: 1.5 },
};

const refutedIf =
  (holds: (scenario: Scenario) => boolean) =>
  (scenario: Scenario): Observation =>
    holds(scenario)
      ? { status: 'refuted', margin: -1, cause: 'planted', sentence: 'planted' }
      : { status: 'holds', margin: 1 };

describe('shrinkCase(cases, start, observe, budget)', () => {
  const longEnough = refutedIf(({ theta, steps }) => theta.length >= 3 && steps >= 7);
  const from = { scenario: start, observation: longEnough(start) };

  it('finds the smallest case that still fails', () => {
    const { scenario, evaluations } = shrinkCase(cases, from, longEnough, 3000);
    expect(scenario.theta).toHaveLength(3);
    expect(scenario.steps).toBe(7);
    expect(scenario.seed).toBe(0);
    expect(evaluations).toBeLessThan(3000);
  });

  it.each([0, 1, 5, 20])('asks no more than %i times', (budget) => {
    let asked = 0;
    const counting = (scenario: Scenario): Observation => {
      asked++;
      return longEnough(scenario);
    };
    const { observation } = shrinkCase(cases, from, counting, budget);
    expect(asked).toBeLessThanOrEqual(budget);
    expect(observation.status).toBe('refuted');
  });

  it('asks less often where a case has many coordinates', () => {
    const wide: DirectGenerator<Scenario> = {
      ...cases,
      rank: ({ steps }) => [steps],
      *simpler(scenario) {
        for (let steps = 0; steps < scenario.steps; steps++) yield { ...scenario, steps };
      },
      simplest: () => [],
    };
    let asked = 0;
    const never = (scenario: Scenario): Observation => {
      asked++;
      return { status: 'holds', margin: scenario.stepSize };
    };
    const scenario = { ...start, theta: Array.from({ length: 65_536 }, () => 1), steps: 3000 };
    const { evaluations } = shrinkCase(wide, { scenario, observation: longEnough(start) }, never, 3000);
    expect(asked).toBe(64);
    expect(evaluations).toBe(asked);
  });

  it('takes no case that fails for another cause', () => {
    const other = (scenario: Scenario): Observation =>
      scenario.steps === 41 ? longEnough(scenario) : { status: 'refuted', margin: -1, cause: 'other' };
    expect(shrinkCase(cases, from, other, 3000).scenario.steps).toBe(41);
  });
});

describe('irrelevantParts(scenario, cause, observe)', () => {
  it('names what can be changed without rescuing the rule, and nothing else', () => {
    const needs = refutedIf(
      ({ theta, hyperparameters }) => theta[0] === -6.25 && hyperparameters.rate === 1.5,
    );
    const parts = irrelevantParts(start, 'planted', needs);
    expect(parts).toEqual([...Array.from({ length: 7 }, (_, i) => `theta[${i + 1}]`), 'stepSize', 'seed']);
    const anyRate = refutedIf(({ stepSize, seed }) => stepSize === 0.37 && seed === 77);
    expect(irrelevantParts(start, 'planted', anyRate)).toContain('rate');
    expect(irrelevantParts(start, 'planted', anyRate)).not.toContain('stepSize');
    expect(irrelevantParts(start, 'another cause', anyRate)).toEqual([]);
  });
});
