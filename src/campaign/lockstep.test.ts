import { expect, it } from 'vitest';
import adam from '../rules/adam.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import randomCoordinateDescent from '../rules/randomCoordinateDescent.ts';
import type { ObservedCase } from '../types/campaign.ts';
import type { DeclaredRule, NamedRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { emptyBatch, mergeSent } from './batches.ts';
import { builtInParts } from './builtInParts.ts';
import { runBatch, runBatches } from './cases.ts';
import { noContainment } from './containment.ts';
import type { Executor, Reply } from './executor.ts';
import { noFindings } from './findings.ts';
import { type Plan, planCampaign } from './plan.ts';
import { noProgress } from './progress.ts';
import { runJob, runTogether } from './runJob.ts';
import { sessionOf } from './session.ts';
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

it('runBatches(plan, asked, listener, isEnough) says of each check what its batch alone does', () => {
  const rule = completeRule(rising);
  const due = batchesOf(planCampaign(rule, parts, options)).observed;
  const asked = (plan: Plan) =>
    plan.checks.flatMap(({ cases }, check) => (cases ? [{ check, indices }] : []));
  const quiet = { announce: () => {}, found: () => {} };
  for (const lockstep of [1, 3, 16]) {
    const plan = { ...planCampaign(many(rule), parts, options), lockstep };
    const batches = runBatches(plan, asked(plan), quiet);
    expect(batches.map(({ sent: _, ...batch }) => batch)).toEqual(due);
    const frames = Object.entries(mergeSent(batches)).reduce(
      (sum, [calls, times]) => sum + Number(calls) * times,
      0,
    );
    expect(frames > 0).toBe(lockstep > 1);
  }
  for (const declared of [rule, many(rule)]) {
    const plan = planCampaign(declared, parts, options);
    let left = 3;
    const some = runBatches(plan, asked(plan), quiet, () => left-- === 0);
    expect(some.map(({ sent: _, ...batch }) => batch)).toEqual(due.slice(0, 4));
  }
});

const lost = { reason: 'exits', message: 'ended' } as const;

/** Runs two jobs together where this is what comes of each request. */
const together = async (answer: (kind: string, ask: object) => Reply<unknown>, stopped = false) => {
  const asked: string[] = [];
  const executor = {
    size: 1,
    ask: async (kind: string, ask: object) => {
      const what = 'index' in ask ? ask.index : 'skip' in ask ? ask.skip : '';
      asked.push(`${kind} ${'check' in ask ? ask.check : ''} ${what}`.trim());
      return answer(kind, ask);
    },
  } as unknown as Executor;
  const plan = planCampaign(completeRule(rising), parts, options);
  const { description } = sessionOf(completeRule(rising), parts, { options }, []);
  const batch = runBatch(plan, 0, [0, 1], { announce: () => {}, found: () => {} });
  const progress = noProgress();
  const findings = noFindings(description.checks);
  const underway = nothingUnderway();
  underway.add(1, { index: 1, scenario: runOfSeed(1), observation: { status: 'refuted', margin: -1 } });
  let losses = 0;
  const slice = { from: 0, to: 2, step: 1 };
  const running = {
    executor,
    progress,
    findings,
    containment: noContainment(() => {}),
    underway,
    isStopped: () => stopped || progress.stopped !== undefined || progress.unusable !== undefined,
  };
  const done = await runTogether(
    [
      { check: 0, slice },
      { check: 1, slice },
    ],
    running,
    () => losses++,
  );
  return { asked, batch, done, losses, progress, running };
};

const runOfSeed = (seed: number): Scenario => ({
  loss: { family: 'quadratic', parameters: {} },
  theta: [1],
  stepSize: 1,
  steps: 1,
  seed,
  hyperparameters: {},
});

it('runTogether(jobs, running) takes in those that were begun, and nothing once it is stopped', async () => {
  const counts = { holds: 2, refuted: 0, inconclusive: 0, vacuous: 0 };
  const batch = { ...emptyBatch, counts, sideEffects: [] };
  const ran = await together(() => ({ kind: 'answer', answer: { batches: [batch] } }));
  expect([ran.asked, ran.done, ran.losses]).toEqual([['together'], [true], 0]);
  expect(ran.running.findings.batches[0]?.counts).toEqual(counts);
  expect(ran.running.containment.batch.counts.holds).toBe(2);
  const fault = { kind: 'unfit', says: 'is none' } as const;
  const unusable = await together(() => ({ kind: 'unusable', fault }));
  expect([unusable.done, unusable.progress.unusable]).toEqual([[false, false], fault]);
  const at = { check: -1, index: 0, step: 0 };
  const interrupted = await together(() => ({
    kind: 'lost',
    lost: { reason: 'interrupted', message: '', at },
  }));
  expect(interrupted.done).toEqual([false, false]);
  expect(interrupted.running.findings.batches[1]?.counts.refuted).toBe(1);
  const stopped = await together(() => ({ kind: 'lost', lost: { ...lost, at } }), true);
  expect([stopped.asked, stopped.done]).toEqual([[], [false, false]]);
});

it('runTogether(jobs, running) tries alone what was open when the worker was lost, then each job by itself', async () => {
  const counts = { holds: 2, refuted: 0, inconclusive: 0, vacuous: 0 };
  const answer =
    (guilty: boolean, open?: readonly number[]) =>
    (kind: string): Reply<unknown> => {
      const at = { check: guilty ? 1 : -1, index: 1, step: 0, ...(open && { open }) };
      if (kind === 'together') return { kind: 'lost', lost: { ...lost, at } };
      if (kind === 'generate') return { kind: 'answer', answer: runOfSeed(1) };
      if (kind === 'observe' && guilty) return { kind: 'lost', lost: { ...lost, at } };
      return { kind: 'answer', answer: { ...emptyBatch, counts, sideEffects: [] } };
    };
  const ran = await together(answer(true, [3]));
  expect(ran.asked).toEqual(['together', 'generate 1 1', 'observe 1', 'batch 0', 'batch 1 1']);
  expect([ran.done, ran.losses]).toEqual([[true, true], 1]);
  expect(ran.running.containment.batch.counts.refuted).toBe(1);
  const alone = await together(answer(true));
  expect(alone.asked).toEqual(ran.asked);
  const none = await together(answer(false));
  expect(none.asked).toEqual(['together', 'generate 0 1', 'observe 0', 'batch 0', 'batch 1']);
  expect(none.running.containment.batch.counts.refuted).toBe(0);
});

it('runJob(job, running) tries each case alone that was open when the worker was lost', async () => {
  const plan = planCampaign(completeRule(rising), parts, options);
  const batch = runBatch(plan, 0, [0], { announce: () => {}, found: () => {} });
  const asked: string[] = [];
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
    [],
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
