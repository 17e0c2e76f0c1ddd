import { expect, it } from 'vitest';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { NamedRule, RuleContext } from '../types/rule.ts';
import { answersOf } from './answers.ts';
import { mergeBatches } from './batches.ts';
import { builtInParts } from './builtInParts.ts';
import { generateCase, observeAt, observeCase, runBatches } from './cases.ts';
import { indicesOf } from './jobs.ts';
import { planCampaign } from './plan.ts';

const parts = await builtInParts();
const checks = parts.checks.filter(({ id }) => id === 'small-step');
const silent = { announce: () => {}, found: () => {} };
const count = 200;

/** Goes uphill in three coordinates, and nowhere else. */
const cornered = ({ theta, gradient, stepSize }: RuleContext): Float64Array => {
  const sign = theta.length === 3 ? 1 : -1;
  return gradient.map((slope) => sign * stepSize * slope);
};

const planOf = (rule: Partial<NamedRule>, lossFile?: string) =>
  planCampaign(
    { ...completeRule({ name: 'cornered', update: cornered }), ...rule },
    { checks, families: parts.families, ...(lossFile !== undefined && { lossFile }) },
    { seed: 7, runs: count },
  );

const batchOf = (plan: ReturnType<typeof planOf>, from: number, step: number, plain?: true) =>
  runBatches(plan, [{ check: 0, indices: indicesOf({ from, to: count, step }, []), plain }], silent)[0]!;

const plan = planOf({});
const whole = batchOf(plan, 0, 1);
const unhunted = batchOf(planOf({}), 0, 1, true);

it('runBatches(plan, asked) refutes more of every tenth case than was drawn, and no other', () => {
  expect(whole.hunted).toBeGreaterThan(2);
  expect(whole.counts.refuted).toBe(unhunted.counts.refuted + whole.hunted!);
  expect(unhunted.hunted).toBeUndefined();
  const planned = plan.checks[0]!;
  for (let index = 0; index < count; index++) {
    const drawn = observeCase(plan, planned, generateCase(plan, planned, index)).status;
    const seen = observeAt(plan, planned, index).status;
    if (seen !== drawn) expect([index % 10, seen]).toEqual([9, 'refuted']);
  }
});

it('runBatches(plan, asked) leaves hunted cases out of the statistics', () => {
  expect(whole.statistics).toEqual(unhunted.statistics);
  const { holds, refuted, inconclusive, vacuous } = whole.counts;
  expect(holds + refuted + inconclusive + vacuous).toBe(count);
});

it('runBatches(plan, asked) comes to the same however the cases are shared out', () => {
  const shards = [2, 0, 1].map((from) => batchOf(planOf({}), from, 3));
  expect(shards.reduce(mergeBatches)).toEqual(whole);
});

it('a hunted case is stored by value: it is refuted again, and shrinks', () => {
  const answers = answersOf(plan, silent);
  const found: number[] = [];
  for (let index = 9; index < count; index += 10) {
    const slice = { from: index, to: index + 1, step: 1 };
    const { failures, hunted } = answers.batch({ check: 0, slice, skip: [] });
    expect(answers.batch({ check: 0, slice, skip: [], plain: true }).hunted).toBeUndefined();
    if (hunted === undefined) continue;
    const [failure] = failures;
    const { scenario, observation } = failure!.original;
    expect(scenario).not.toEqual(answers.generate({ check: 0, index }));
    expect(answers.observe({ check: 0, scenario })).toMatchObject(observation);
    if (found.push(index) === 1) {
      const { minimal } = answers.finish({ check: 0, failure: failure!, budget: 300 });
      expect(minimal.theta).toHaveLength(3);
    }
  }
  expect(found).toHaveLength(whole.hunted!);
});

it.each<[string, Partial<NamedRule>, string?]>([
  [
    'that draws random numbers',
    { update: (context) => cornered(context).map((x) => x * (1 + context.random())) },
  ],
  [
    'that runs elsewhere',
    {
      capabilities: {
        copy: true,
        memory: true,
        random: true,
        seeded: true,
        eval: true,
        globals: true,
      },
    },
  ],
  ['on a loss of the user', {}, 'loss.js'],
])('runBatches(plan, asked) does not hunt for a rule %s', (_what, rule, lossFile) => {
  expect(batchOf(planOf(rule, lossFile), 9, 10).hunted).toBeUndefined();
});
