import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import { cover } from './coverage/cover.ts';
import { effectivePairs, ineffectivePairs } from './pair/pair.ts';
import { learningRules } from './rule/rule.ts';
import { losses } from './scenario/loss.ts';
import { scenarios } from './scenario/scenario.ts';
import { stepSizes } from './scenario/stepSize.ts';

const samplesOf = <Case>(given: fc.Arbitrary<Case>): readonly Case[] =>
  fc.sample(given, { seed: 1, numRuns: 50 });

/** Calls as JavaScript may make them. */
const untyped = (call: (...given: never[]) => unknown, ...given: readonly unknown[]) => {
  return () => Reflect.apply(call, undefined, given);
};
const families = [quadratic];
const dimension = { min: 1, max: 3 };

describe('a public generator', () => {
  it('draws by default where nothing has to be given', () => {
    for (const { g } of samplesOf(effectivePairs())) expect(g.length).toBeLessThanOrEqual(64);
    const steep = { angle: { min: 1, max: 1.5 } };
    for (const { g } of samplesOf(effectivePairs(steep))) expect(g.length).toBeGreaterThan(1);
    for (const { g } of samplesOf(ineffectivePairs())) expect(g.length).toBeLessThanOrEqual(64);
    expect(samplesOf(learningRules()).some(({ knownEffective }) => !knownEffective)).toBe(true);
  });

  it.each([
    [untyped(effectivePairs, null), 'effectivePairs: must be given an object with its demands, got null'],
    [untyped(ineffectivePairs, 3), 'ineffectivePairs: must be given an object with its demands, got 3'],
    [untyped(learningRules, 3), 'learningRules: must be given an object with its demands, got 3'],
    [untyped(losses), 'losses: must be given an object with families, dimension, got undefined'],
    [untyped(losses, { families }), 'losses: must be given families, dimension, got dimension = undefined'],
    [
      untyped(losses, { families: Promise.resolve(families), dimension }),
      'losses: families must be a list, such as await loadFamilies(), got families = [object Promise]',
    ],
    [
      untyped(scenarios, { families, dimension }),
      'scenarios: must be given families, dimension, steps, start, domain, hyperparameters, got steps = undefined',
    ],
    [untyped(stepSizes), 'stepSizes: must be given an object with gradient, got undefined'],
    [
      untyped(stepSizes, { gradient: () => [] }, { max: 1 }),
      'stepSizes: must be given theta, max, got theta = undefined',
    ],
    [untyped(cover), 'cover: must be given an object with generate, got undefined'],
    [
      untyped(cover, effectivePairs()),
      'cover: must be given an object with strata, required, seed, got undefined',
    ],
  ])('tells what it has to be given: %#', (call, message) => {
    expect(call).toThrow(new TypeError(message));
  });
});
