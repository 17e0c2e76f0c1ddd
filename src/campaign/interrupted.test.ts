import { describe, expect, it } from 'vitest';
import { inlineExecutor } from '../host/inline.ts';
import { nameRule } from '../subject/ruleShape.ts';
import { ruleReport } from '../verdict/ruleReport.ts';
import { builtInParts } from './builtInParts.ts';
import { runCampaign } from './campaign.ts';
import type { FuzzEvent } from './events.ts';
import type { Executor, Reply } from './executor.ts';
import { sessionOf } from './session.ts';

const options = { seed: 3, runs: 30, dimension: { min: 1, max: 3 }, losses: ['quadratic'] };
const load = { rule: { kind: 'built-in', spec: 'rule' }, options };
const parts = await builtInParts();

const lost: Reply<never> = {
  kind: 'lost',
  lost: { reason: 'interrupted', message: 'was interrupted', at: { check: 0, index: 0, step: 0 } },
};

/** A campaign that is interrupted after so many requests; the one that is under way then has announced what it found. */
const interruptedAfter = async (requests: number, sign: number) => {
  const rule = nameRule(({ gradient, stepSize }) => gradient.map((d) => sign * stepSize * d), 'rule');
  const inner = inlineExecutor(sessionOf(rule, parts, { options }, []));
  let asked = 0;
  const executor: Executor = {
    ...inner,
    ask: async (kind, ask) => {
      asked++;
      const reply = await inner.ask(kind, ask);
      return asked > requests ? lost : reply;
    },
  };
  const events: FuzzEvent[] = [];
  const isInterrupted = (): boolean => asked > requests;
  const end = await runCampaign(
    executor,
    {
      load,
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => (isInterrupted() ? 'interrupted' : undefined),
      interrupted: isInterrupted,
    },
    (event) => events.push(event),
  );
  if (end.kind !== 'done') throw new Error(end.fault.says);
  const report = ruleReport(end, { file: null, isolated: true, durationMs: 0 }, new Map());
  return { end, events, report, asked };
};

describe('runCampaign(executor, request, emit), interrupted', () => {
  it.each([0, 1, 10])('never verifies a right rule: after %i requests', async (requests) => {
    const { end, report } = await interruptedAfter(requests, -1);
    expect(end.stopped).toBe('interrupted');
    expect(report.verdict).toBe('inconclusive');
  });

  it.each([0, 1, 10, 20, 30, 35])(
    'counts and reports all that it had announced: after %i requests',
    async (requests) => {
      const { end, events, report } = await interruptedAfter(requests, 1);
      expect(end.stopped).toBe('interrupted');
      const announced = events.flatMap((event) => (event.kind === 'found' ? [event.check.id] : []));
      for (const id of announced) {
        expect(end.batches.get(id)?.counts.refuted).toBeGreaterThan(0);
        expect(end.findings.get(id)?.length).toBeGreaterThan(0);
      }
      const isRequired = announced.some((id) =>
        report.checks.some((check) => check.id === id && check.required),
      );
      expect(report.verdict).toBe(isRequired ? 'falsified' : 'inconclusive');
    },
  );

  it('shrinks what it can before that', async () => {
    const { asked } = await interruptedAfter(Number.POSITIVE_INFINITY, 1);
    const { end } = await interruptedAfter(asked - 2, 1);
    const findings = [...end.findings.values()].flat();
    expect(findings.some(({ trajectory }) => trajectory.length > 0)).toBe(true);
    expect(findings.some(({ trajectory }) => trajectory.length === 0)).toBe(true);
  });
});
