import { describe, expect, it } from 'vitest';
import type { NamedRule, RuleContext } from '../types/rule.ts';
import { generateCase, runBatch } from './batch.ts';
import { builtInParts, type CampaignOptions, planCampaign } from './plan.ts';

const parts = await builtInParts();
const few: CampaignOptions = { seed: 5, runs: 10 };
const descent = ({ gradient, stepSize }: RuleContext) => gradient.map((slope) => -stepSize * slope);

/** The greatest number of steps that any of the first cases of each check has. */
const longestRuns = (rule: NamedRule, options: CampaignOptions): ReadonlyMap<string, number> => {
  const plan = planCampaign(rule, parts, options);
  return new Map(
    plan.checks
      .filter(({ cases }) => cases !== undefined)
      .map((planned) => [
        planned.check.id,
        Math.max(...Array.from({ length: 100 }, (_, i) => generateCase(plan, planned, i).steps)),
      ]),
  );
};

/** A rule that does as `late` does from a step on. */
const from = (first: number, late: NamedRule['update']): NamedRule => ({
  name: 'late',
  update: (context, state) => (context.step >= first ? late(context, state) : descent(context)),
});

describe('planCampaign(rule, parts, options)', () => {
  it('makes the checks of form run as long as any other check', () => {
    for (const effective of ['small-step', { envelope: 40 }] as const) {
      const steps = longestRuns({ name: 'descent', update: descent, contract: { effective } }, few);
      const longest = Math.max(...steps.values());
      expect(longest).toBeGreaterThan(effective === 'small-step' ? 63 : 123);
      for (const id of ['well-formed', 'finite', 'inputs-untouched', 'same-seed-same-result']) {
        expect(steps.get(id), id).toBe(longest);
      }
    }
  });

  it('lets a person lengthen the runs of form and descent, and shorten all', () => {
    const rule: NamedRule = { name: 'descent', update: descent };
    const long = longestRuns(rule, { ...few, steps: 300 });
    for (const id of ['well-formed', 'small-step']) expect(long.get(id), id).toBe(300);
    expect(long.get('odd')).toBe(8);
    const shared: NamedRule = { ...rule, contract: { effective: { share: 1 / 2 } } };
    expect(longestRuns(shared, { ...few, steps: 300 }).get('share-of-cases')).toBe(64);
    for (const [id, steps] of longestRuns(rule, { ...few, steps: 2 }))
      expect(steps, id).toBeLessThanOrEqual(2);
  });

  it('sees a fault of form that comes late', () => {
    let calls = 0;
    const late: readonly (readonly [string, NamedRule['update']])[] = [
      ['well-formed', () => []],
      ['finite', ({ theta }) => theta.map(() => Number.NaN)],
      [
        'inputs-untouched',
        (context) => {
          context.theta[0]! += 1;
          return descent(context);
        },
      ],
      ['same-seed-same-result', (context) => descent(context).map((d) => d * (1 + calls++ / 1000))],
    ];
    for (const [id, update] of late) {
      const plan = planCampaign(from(60, update), parts, few);
      const check = plan.checks.findIndex((planned) => planned.check.id === id);
      const { counts } = runBatch(plan, check, Array(200).keys(), { announce: () => {}, found: () => {} });
      expect(counts.refuted, id).toBeGreaterThan(0);
    }
  });
});
