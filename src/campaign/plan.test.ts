import { describe, expect, it } from 'vitest';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { CampaignOptions } from '../types/campaign.ts';
import type { NamedRule, RuleContext } from '../types/rule.ts';
import { builtInParts } from './builtInParts.ts';
import { generateCase, runBatch } from './cases.ts';
import { planCampaign } from './plan.ts';

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
const from = (first: number, late: NamedRule['update']): NamedRule =>
  completeRule({
    name: 'late',
    update: (context, state) => (context.step >= first ? late(context, state) : descent(context)),
  });

describe('planCampaign(rule, parts, options)', () => {
  it('makes the checks of form run as long as any other check', () => {
    for (const effective of ['small-step', { envelope: 40 }] as const) {
      const steps = longestRuns(
        completeRule({ name: 'descent', update: descent, contract: { effective } }),
        few,
      );
      // One case in twenty of `finite` is longer still.
      const longest = Math.max(...[...steps].map(([id, most]) => (id === 'finite' ? 0 : most)));
      expect(longest).toBeGreaterThan(effective === 'small-step' ? 63 : 123);
      for (const id of ['well-formed', 'inputs-untouched', 'same-seed-same-result']) {
        expect(steps.get(id), id).toBe(longest);
      }
    }
  });

  it('sets aside a check that cannot look at the rule, with its reason', () => {
    const [one, ...others] = parts.checks;
    const blind = { ...one!, notApplicable: (rule: NamedRule) => `${rule.name} cannot be looked at` };
    const seeing = { ...others[0]!, notApplicable: () => undefined };
    const rule = completeRule({ name: 'descent', update: descent });
    const plan = planCampaign(rule, { ...parts, checks: [blind, seeing] }, few);
    expect(plan.checks.map(({ check }) => check.id)).toEqual([seeing.id]);
    expect(plan.notApplicable).toEqual([{ check: blind.id, reason: 'descent cannot be looked at' }]);
  });

  it('lets the user lengthen the runs of form and descent, and shorten all', () => {
    const rule = completeRule({ name: 'descent', update: descent });
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
      const { counts } = runBatch(plan, check, [...Array(200).keys()], {
        announce: () => {},
        found: () => {},
      });
      expect(counts.refuted, id).toBeGreaterThan(0);
    }
  });
});
