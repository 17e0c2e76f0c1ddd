import { expect, it } from 'vitest';
import adam from '../rules/adam.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import randomCoordinateDescent from '../rules/randomCoordinateDescent.ts';
import type { ObservedCase } from '../types/campaign.ts';
import type { DeclaredRule, NamedRule } from '../types/rule.ts';
import { mergeSent } from './batches.ts';
import { builtInParts } from './builtInParts.ts';
import { runBatch } from './cases.ts';
import { noContainment } from './containment.ts';
import type { Executor, Reply } from './executor.ts';
import { noFindings } from './findings.ts';
import { type Plan, planCampaign } from './plan.ts';
import { noProgress } from './progress.ts';
import { runJob } from './runJob.ts';
import { nothingUnderway } from './underway.ts';

const parts = await builtInParts();
const options = { seed: 1, runs: 4, dimension: { min: 1, max: 3 } };

/** The rule as one that can be asked about many runs at once. */
const many = (rule: NamedRule): NamedRule => {
  const sent = new Map<number, number>();
  return {
    ...rule,
    together: {
      of: rule.update,
      ask(calls) {
        sent.set(calls.length, (sent.get(calls.length) ?? 0) + 1);
        return calls.map(
          (call) => () =>
            call.kind === 'init'
              ? rule.init?.(call.theta, call.setting)
              : rule.update(call.context, call.state),
        );
      },
      sent,
    },
  };
};

const rising: DeclaredRule = { name: 'rising', update: ({ gradient }) => gradient.map((d) => d) };

const indices = [...Array(options.runs).keys()];

/** All batches of a plan, and which cases were heard of, in which order. */
const batchesOf = (plan: Plan) => {
  const heard: (readonly [number, ObservedCase])[] = [];
  const batches = plan.checks.flatMap(({ cases }, check) =>
    cases
      ? [runBatch(plan, check, indices, { announce: () => {}, found: (...each) => heard.push(each) })]
      : [],
  );
  const observed = batches.map(({ sent: _, ...batch }) => batch);
  return { observed, heard, sent: mergeSent(batches) };
};

it.each([adam, randomCoordinateDescent, rising])(
  'runBatch(plan, check, indices) says the same however many cases are open: %o',
  (declared) => {
    const rule = completeRule(declared);
    const due = batchesOf(planCampaign(rule, parts, options));
    const plan = planCampaign(many(rule), parts, options);
    expect(plan.lockstep).toBe(16);
    expect(due.sent).toEqual({});
    for (const [lockstep, least] of [
      [16, 4],
      [3, 3],
    ] as const) {
      const { sent, ...found } = batchesOf({ ...plan, lockstep });
      expect({ ...found, sent: {} }).toEqual(due);
      // As many as there are cases, and more where a case asks for several runs.
      expect(Math.max(...Object.keys(sent).map(Number))).toBeGreaterThanOrEqual(least);
    }
    const { sent, ...alone } = batchesOf({ ...plan, lockstep: 1 });
    expect({ ...alone, sent: {} }).toEqual(due);
    expect(Object.values(sent).every((times) => times === 0)).toBe(true);
  },
);

it('runJob(job, running) tries each case alone that was open when the worker was lost', async () => {
  const plan = planCampaign(completeRule(rising), parts, options);
  const batch = runBatch(plan, 0, [0], { announce: () => {}, found: () => {} });
  const asked: string[] = [];
  const lost = { reason: 'exits', message: 'ended' } as const;
  const at = { check: 0, index: 10, step: 2 };
  const answer = (kind: string, ask: object): Reply<unknown> => {
    asked.push(`${kind} ${'index' in ask ? ask.index : 'skip' in ask ? ask.skip : ''}`.trim());
    if (kind === 'generate' && 'index' in ask) return { kind: 'answer', answer: { seed: ask.index } };
    if (kind === 'batch' && 'skip' in ask && Array.isArray(ask.skip) && ask.skip.length === 1)
      return { kind: 'lost', lost: { ...lost, at: { ...at, open: [0, 1, 2, 9] } } };
    if (kind === 'batch') return { kind: 'answer', answer: { ...batch, sideEffects: [] } };
    const seed = JSON.stringify(ask).match(/"seed":(\d+)/)?.[1];
    return seed === '16' ? { kind: 'lost', lost: { ...lost, at } } : { kind: 'answer', answer: {} };
  };
  let first = true;
  const executor = {
    size: 1,
    ask: async (kind: string, ask: object) => {
      // As if case 12 had been left out before.
      const reply = answer(kind, first && kind === 'batch' ? { ...ask, skip: [12] } : ask);
      first = false;
      return reply;
    },
  } as unknown as Executor;
  const containment = noContainment(() => {});
  await runJob(
    { check: 0, slice: { from: 10, to: 20, step: 3 } },
    {
      executor,
      progress: noProgress(),
      findings: noFindings([]),
      containment,
      underway: nothingUnderway(),
      isStopped: () => containment.kills > 0,
    },
    () => {},
  );
  expect(asked).toEqual([
    'batch 12',
    'generate 10',
    'observe',
    'generate 13',
    'observe',
    'generate 16',
    'observe',
  ]);
  expect(containment.batch.counts.refuted).toBe(1);
});
