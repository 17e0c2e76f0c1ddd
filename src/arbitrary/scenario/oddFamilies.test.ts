import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import quadratic from '../../losses/quadratic.ts';
import tanhNetwork from '../../losses/tanhNetwork.ts';
import type { LossFamily } from '../../types/loss.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { Json } from '../../types/vector.ts';
import { ranksLower } from '../shrink/simplerValues.ts';
import { canonicalMember, familyMember } from './familyMember.ts';
import { losses } from './loss.ts';
import { type ScenarioDemand, scenarios } from './scenario.ts';
import { fitsDemand } from './scenarioDemand.ts';
import { scenarioRank } from './scenarioRank.ts';
import { simplerScenarios } from './simplerScenario.ts';
import { simplestScenarios } from './simplestScenario.ts';

/** ½‖θ‖² with its dimension for its parameters, drawn by a rule of its own: what a user's family may do. */
const bowls = (name: string, drawn: (dimension: number) => number): LossFamily => ({
  name,
  description: '½‖θ‖²',
  facts: quadratic.facts,
  complexity: 1,
  dimensions: { min: 1, max: 8 },
  draw: drawn,
  build: (parameters) => quadratic.build({ spectrum: Array.from({ length: countOf(parameters) }, () => 1) }),
});

const countOf = (parameters: Json): number => {
  if (typeof parameters !== 'number') throw new TypeError('bowls: the dimension must be a number');
  return parameters;
};

/** Only even dimensions; always one dimension; parameters that build nothing. */
const even = bowls('even', (dimension) => 2 * Math.floor(dimension / 2) || 2);
const one = bowls('one', () => 1);
const refusing: LossFamily = { ...bowls('refusing', () => 1), draw: () => null };

const demand: ScenarioDemand = {
  families: [quadratic, refusing],
  dimension: { min: 1, max: 2 },
  steps: { min: 1, max: 3 },
  start: 'any',
  domain: 'all',
  hyperparameters: {},
};

const stored: Scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [3, 1] } },
  theta: [0.5, 2],
  stepSize: 0.25,
  steps: 3,
  seed: 123_456_789,
  hyperparameters: {},
};

describe('familyMember(family, parameters)', () => {
  it('is the same member again for the same object, and builds from plain numbers too', () => {
    const parameters = { spectrum: [1] };
    expect(familyMember(quadratic, parameters)).toBe(familyMember(quadratic, parameters));
    expect(familyMember(one, 3)?.loss.dimension).toBe(3);
  });

  it('is undefined where the family rejects the parameters, and throws on any other error', () => {
    expect(familyMember(refusing, null)).toBeUndefined();
    expect(canonicalMember(refusing, 1)).toBeUndefined();
    const crashing: LossFamily = {
      ...one,
      build: () => {
        throw new Error('no memory left');
      },
    };
    expect(() => familyMember(crashing, 1)).toThrow('no memory left');
  });
});

describe('losses(demand)', () => {
  it('takes the member of the largest dimension where a family of coarse shapes falls short', () => {
    const given = losses({ families: [even], dimension: { min: 3, max: 4 } });
    for (const { loss } of fc.sample(given, { seed: 1, numRuns: 20 })) expect(loss.dimension).toBe(4);
  });

  it('shrinks to no loss of fewer coordinates than are wanted', () => {
    const given = losses({ families: [even], dimension: { min: 3, max: 8 } });
    const offered = [
      ...given.shrink({ loss: even.build(8), reference: { family: 'even', parameters: 8 } }, undefined),
    ];
    expect(Math.min(...offered.map(({ value }) => value.loss.dimension))).toBe(3);
  });

  it('throws where a family never reaches the dimensions that it states', () => {
    for (const family of [one, refusing]) {
      const given = losses({ families: [family], dimension: { min: 2, max: 4 } });
      expect(() => fc.sample(given, 1)).toThrow(`losses: ${family.name} has no member of dimension ≥ 2`);
    }
  });
});

describe('scenarios(demand)', () => {
  it('throws where a family rejects parameters that it drew', () => {
    const given = scenarios({ ...demand, families: [refusing] });
    expect(() => fc.sample(given, 1)).toThrow('scenarios: refusing rejects parameters that it drew itself');
  });
});

describe('simplestScenarios(demand)', () => {
  it('begins with one coordinate and a step of 1, and leaves out what is beyond the demand or cannot be built', () => {
    const offered = [...simplestScenarios(demand)];
    expect(offered[0]).toEqual({
      loss: { family: 'quadratic', parameters: offered[0]?.loss.parameters },
      theta: [1],
      stepSize: 1,
      steps: 1,
      seed: 0,
      hyperparameters: {},
    });
    expect(offered.every((scenario) => fitsDemand(demand, scenario))).toBe(true);
    expect(Math.max(...offered.map(({ theta }) => theta.length))).toBe(2);
    expect(offered.every(({ loss }) => loss.family === 'quadratic')).toBe(true);
    const ranks = offered.map((scenario) => scenarioRank(demand, scenario));
    for (let i = 1; i < ranks.length; i++) expect(ranksLower(ranks[i - 1]!, ranks[i]!)).toBe(true);
  });
});

describe('simplerScenarios(demand, scenario)', () => {
  it('offers whole seeds only, and nothing from a family that cannot be built', () => {
    const offered = [...simplerScenarios({ ...demand, families: [refusing, quadratic] }, stored)];
    expect(offered.some(({ seed }) => seed !== stored.seed && seed !== 0)).toBe(true);
    expect(offered.every(({ seed }) => Number.isInteger(seed))).toBe(true);
    expect(offered.every(({ loss }) => loss.family === 'quadratic')).toBe(true);
  });

  it('offers other families in place of one that cannot be built', () => {
    const broken: Scenario = { ...stored, loss: { family: 'refusing', parameters: null } };
    const anywhere = [
      ...simplerScenarios({ ...demand, families: [quadratic, { ...refusing, complexity: 9 }] }, broken),
    ];
    expect(anywhere.length).toBeGreaterThan(0);
    expect(anywhere.every(({ loss }) => loss.family === 'quadratic')).toBe(true);
  });

  it('takes a start of a family that cannot be built for one that need not be stationary', () => {
    const broken: Scenario = { ...stored, loss: { family: 'refusing', parameters: null } };
    const wanted: ScenarioDemand = {
      ...demand,
      start: 'stationary',
      families: [quadratic, { ...refusing, complexity: 9 }],
    };
    expect([...simplerScenarios(wanted, broken)].length).toBeGreaterThan(0);
  });

  it('drops whole units of a network, with ones where the stored θ is too short', () => {
    const family: LossFamily = tanhNetwork;
    const parameters = canonicalMember(family, 24)!.parameters;
    const { dimension } = family.build(parameters);
    const wanted: ScenarioDemand = { ...demand, families: [family], dimension: { min: 1, max: dimension } };
    const scenario: Scenario = {
      ...stored,
      loss: { family: family.name, parameters },
      theta: Array.from({ length: dimension }, (_, i) => i + 2),
    };
    const offered = [...simplerScenarios(wanted, scenario)];
    expect(offered.every((candidate) => fitsDemand(wanted, candidate))).toBe(true);
    expect(offered.some(({ theta }) => theta.length < dimension && theta.every((x) => x >= 2))).toBe(true);
    const short = [...simplerScenarios(wanted, { ...scenario, theta: scenario.theta.slice(0, -1) })];
    expect(short.every((candidate) => fitsDemand(wanted, candidate))).toBe(true);
  });
});
