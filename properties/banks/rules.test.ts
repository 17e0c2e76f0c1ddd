import { describe, expect, it } from 'vitest';
import { agreementCheck } from '../../src/checks/agreement/agreementCheck.ts';
import { discover, moduleNames } from '../../src/discover.ts';
import { builtInParts, planCampaign } from '../../src/fuzz/plan.ts';
import { configuredRule, loadRules } from '../../src/rules/parts/load.ts';
import { firstRefutation } from './firstRefutation.ts';
import type { WrongRule } from './wrongRule.ts';

const folder = new URL('./rules/', import.meta.url);

const isWrongRule = (value: unknown): value is WrongRule =>
  typeof value === 'object' && value !== null && 'rule' in value && 'modelledOn' in value;

const bank = (await discover(folder)).filter(isWrongRule);
const parts = await builtInParts();
const options = { seed: 20240916, runs: 1000, dimension: { min: 1, max: 64 } };

describe('the bank of wrong rules', () => {
  it('holds one wrong rule a file, under the name of the file', () => {
    expect(bank.length).toBeGreaterThanOrEqual(40);
    expect(bank.map(({ rule }) => rule.name)).toEqual(moduleNames(folder));
  });

  it('names what each is modelled on', () => {
    expect(bank.filter(({ modelledOn }) => !/^\S.{10,}/.test(modelledOn))).toEqual([]);
  });

  it('shares no name with a right rule', async () => {
    const right = new Set((await loadRules()).map(({ name }) => name));
    expect(bank.filter(({ rule }) => right.has(rule.name))).toEqual([]);
  });

  it('claims only traits that some check knows', () => {
    const known = new Set(parts.checks.map(({ id }) => id));
    expect(bank.flatMap(({ rule }) => rule.traits ?? []).filter((trait) => !known.has(trait))).toEqual([]);
  });
});

describe(`firstRefutation(plan, 1000) with seed ${options.seed}`, () => {
  it.each(
    bank.filter(({ against }) => against === undefined).map((entry) => [entry.rule.name, entry] as const),
  )('finds %s without a reference', (_, { rule }) => {
    expect(firstRefutation(planCampaign(rule, parts, options), options.runs)).not.toBeNull();
  });

  it.each(bank.flatMap((entry) => (entry.against ? [[entry.rule.name, entry.against, entry] as const] : [])))(
    'finds %s by agreement with %s',
    async (_, against, { rule }) => {
      const checks = [agreementCheck(await configuredRule(against))];
      const found = firstRefutation(planCampaign(rule, { ...parts, checks }, options), options.runs);
      expect(found?.layer).toBe('agreement');
    },
  );
});

it('firstRefutation(plan, 10) finds nothing wrong with gradient descent', async () => {
  const rule = await configuredRule('gradient-descent');
  expect(firstRefutation(planCampaign(rule, parts, options), 10)).toBeNull();
});
