import { expect, it } from 'vitest';
import { completeRule } from '../rules/declaration/completeRule.ts';
import { answersOf } from './answers.ts';
import { batchOfFailure } from './batches.ts';
import { builtInParts } from './builtInParts.ts';
import { generateCase, runBatch } from './cases.ts';
import { planCampaign } from './plan.ts';
import { sessionOf } from './session.ts';

const parts = await builtInParts();
const rule = {
  name: 'drift',
  update: () => [],
  contract: { losses: (facts: { readonly timeVarying: boolean }) => facts.timeVarying },
};
const options = { seed: 1, runs: 10 };
const plan = planCampaign(completeRule(rule), parts, options);
const session = sessionOf(completeRule(rule), parts, { options }, []);
const silent = { announce: () => {}, found: () => {} };
const answers = answersOf(session.plan, silent);
const unfit = plan.checks.findIndex(({ cases }) => cases === undefined);

it('generateCase(plan, planned, index) refuses a check that no loss fits', () => {
  expect(unfit).toBeGreaterThanOrEqual(0);
  const planned = plan.checks[unfit]!;
  expect(() => generateCase(plan, planned, 0)).toThrow(
    `generateCase: some loss must fit the check, got check = ${planned.check.id}`,
  );
  expect(session.description.checks[unfit]).toMatchObject({ id: planned.check.id, runs: 0 });
});

it('runBatch(plan, check, indices) and the answers refuse a check that is not in the plan', () => {
  expect(() => runBatch(plan, 99, [0], silent)).toThrow('got check = 99');
  const ask = { check: 99, slice: { from: 0, to: 1, step: 1 }, skip: [] };
  expect(() => answers.batch(ask)).toThrow('got check = 99');
  const simpler = { check: 99, scenario: generateCase(plan, plan.checks[0]!, 0), count: 1 };
  expect(() => answers.simpler(simpler)).toThrow('got check = 99');
  expect(answers.simpler({ ...simpler, check: unfit })).toEqual([]);
});

it('batchOfFailure(observed) calls a cause that has no name "refuted"', () => {
  const scenario = generateCase(plan, plan.checks[0]!, 0);
  const { counts, failures } = batchOfFailure({
    index: 3,
    scenario,
    observation: { status: 'refuted', margin: -1 },
  });
  expect(counts).toEqual({ holds: 0, refuted: 1, inconclusive: 0, vacuous: 0 });
  expect(failures).toMatchObject([{ cause: 'refuted', original: { index: 3 } }]);
});
