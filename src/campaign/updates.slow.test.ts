import { expect, it } from 'vitest';
import adam from '../rules/adam.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import { builtInParts } from './builtInParts.ts';
import { runBatch } from './cases.ts';
import { indicesOf, jobsOf } from './jobs.ts';
import { planCampaign } from './plan.ts';
import { sessionOf } from './session.ts';

it('a default run asks Adam without traits for less than 308,000 updates', async () => {
  const parts = await builtInParts();
  let updates = 0;
  const known = completeRule(adam);
  const rule = completeRule({
    ...known,
    traits: [],
    update: (context, state) => {
      updates++;
      return known.update(context, state);
    },
  });
  const options = { seed: 1, runs: 1000 };
  const { description } = sessionOf(rule, parts, { options }, []);
  const plan = planCampaign(rule, parts, options);
  const byCheck = new Map<string, number>();
  for (const { check, slice } of jobsOf(description, { index: 0, count: 1 })) {
    const before = updates;
    runBatch(plan, check, indicesOf(slice, []), { announce: () => {}, found: () => {} });
    const id = plan.checks[check]!.check.id;
    byCheck.set(id, (byCheck.get(id) ?? 0) + updates - before);
  }
  console.info(updates, [...byCheck].sort(([, a], [, b]) => b - a).slice(0, 12));
  expect(updates).toBeLessThan(308_000);
});
