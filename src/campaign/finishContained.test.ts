import { expect, it } from 'vitest';
import type { ShrunkFailure } from '../types/campaign.ts';
import type { Scenario } from '../types/scenario.ts';
import { confirmLoss, countEffect, finishContained, noContainment } from './containment.ts';
import type { Executor, Lost, Reply, RequestKind, Requests } from './executor.ts';
import { noProgress } from './progress.ts';
import type { Reproducer } from './reproduce.ts';

const scenarioOf = (stepSize: number): Scenario => ({
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: null } },
  theta: [1],
  stepSize,
  steps: 1,
  seed: 0,
  hyperparameters: {},
});
const lost = (reason: Lost['reason']): { readonly kind: 'lost'; readonly lost: Lost } => ({
  kind: 'lost',
  lost: { reason, message: 'did not return', at: { check: 0, index: 3, step: 2 } },
});
const holds = { kind: 'answer', answer: { status: 'holds', margin: 1, sideEffects: [] } } as const;
const unusable = {
  kind: 'unusable',
  fault: { kind: 'unfit', path: 'rule.js', says: 'has changed since' },
} as const;

type Answers = {
  readonly [Kind in RequestKind]?: (ask: Requests[Kind]['ask']) => Reply<Requests[Kind]['answer']>;
};

/** An executor that answers as its worker would. */
const executorOf = (answers: Answers): Executor => ({
  size: 1,
  load: async () => unusable,
  ask: async (kind, ask) => answers[kind]?.(ask) ?? unusable,
  onFound: () => {},
  interrupt: () => {},
  close: async () => {},
});

const confirmed = async (answers: Answers) => {
  const containment = noContainment(() => {});
  const isLost = await confirmLoss(containment, executorOf(answers), { check: 0, index: 3 }, () => false);
  return { isLost, kills: containment.kills, refuted: containment.batch.counts.refuted };
};

it('confirmLoss(containment, executor, place, isStopped) counts a case only where it loses its worker alone', async () => {
  const generate = () => ({ kind: 'answer', answer: scenarioOf(1) }) as const;
  const counted = { isLost: true, kills: 1, refuted: 1 };
  expect(await confirmed({ generate, observe: () => lost('never-returns') })).toEqual(counted);
  const none = { isLost: false, kills: 0, refuted: 0 };
  expect(await confirmed({ generate, observe: () => holds })).toEqual(none);
  expect(await confirmed({ generate, observe: () => lost('interrupted') })).toEqual(none);
  expect(await confirmed({ generate: () => lost('interrupted') })).toEqual(none);
  expect(await confirmed({ generate: () => lost('exits') })).toEqual({ ...none, isLost: true });
});

/** What finishing a case of η = 8 reports that never returns. */
const finished = async (answers: Answers, own: Partial<Reproducer> = {}, pilesUp = false) => {
  const containment = noContainment(() => {});
  const effect = { index: 3, scenario: scenarioOf(8), message: 'update did not return at step 0' };
  countEffect(containment, 0, effect, 'never-returns');
  if (pilesUp) containment.pilingUp.add('never-returns');
  const progress = noProgress();
  const found: ShrunkFailure[] = [];
  await finishContained(containment, {
    executor: executorOf(answers),
    checks: [{ id: 'finite', layer: 'form', claim: '', required: true, trait: false, runs: 1 }],
    progress,
    reproducer: {
      keepsState: () => false,
      reproduce: async (_, finding) => ({ kind: 'answer', answer: finding }),
      ...own,
    },
    isInterrupted: () => false,
    report: (_, finding) => found.push(finding),
  });
  return { found, progress };
};

it('finishContained(containment, finishing) takes a simpler case that fails again, in the words of that', async () => {
  const { found } = await finished({
    simpler: ({ scenario }) => ({
      kind: 'answer',
      answer:
        scenario.stepSize > 2 ? [scenarioOf(scenario.stepSize / 4), scenarioOf(scenario.stepSize / 2)] : [],
    }),
    observe: ({ scenario }) => (scenario.stepSize === 4 ? lost('never-returns') : holds),
  });
  expect(found).toMatchObject([
    {
      running: 'finite',
      minimal: { stepSize: 4 },
      worst: { stepSize: 8 },
      sentence: 'update did not return at step 2',
    },
  ]);
});

it('finishContained(containment, finishing) keeps the case as it was found where nothing simpler can be had', async () => {
  const asFound = [{ minimal: { stepSize: 8 }, sentence: 'update did not return at step 0' }];
  expect((await finished({})).found).toMatchObject(asFound);
  const simpler = () => ({ kind: 'answer', answer: [scenarioOf(4)] }) as const;
  let observed = 0;
  // It fails when it is tried, and not when that is confirmed: each of five attempts, then once more.
  const observe = () => (++observed <= 5 ? lost('never-returns') : holds);
  expect((await finished({ simpler, observe })).found).toMatchObject(asFound);
  expect(observed).toBe(6);
});

it('finishContained(containment, finishing) tries what piles up in a fresh process, and ends where that cannot be', async () => {
  const again = await finished(
    {},
    { reproduce: async (_, finding) => ({ kind: 'answer', answer: { ...finding, sentence: 'again' } }) },
    true,
  );
  expect(again.found).toMatchObject([{ sentence: 'again' }]);
  const { found, progress } = await finished({}, { reproduce: async () => unusable }, true);
  expect(found).toEqual([]);
  expect(progress.unusable).toEqual(unusable.fault);
  expect(progress.stopped).toContain('has changed since');
});
