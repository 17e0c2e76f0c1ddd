import { describe, expect, it } from 'vitest';
import { builtInParts } from '../campaign/builtInParts.ts';
import { runCampaign } from '../campaign/campaign.ts';
import type { FuzzEvent } from '../campaign/events.ts';
import { sessionOf } from '../campaign/session.ts';
import { inlineExecutor } from '../host/inline.ts';
import { tally } from '../report/tally.ts';
import { casesInAll } from '../statistics.ts';
import { nameRule } from '../subject/ruleShape.ts';
import type { LearningRule } from '../types/rule.ts';
import { ruleReport } from './ruleReport.ts';

describe('ruleReport(result, origin, stored)', () => {
  it('counts each case once, as the progress bar does, though isolation watches all of them', async () => {
    const rule: LearningRule = { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d) };
    const options = { seed: 1, runs: 20, dimension: { min: 1, max: 3 } };
    const session = sessionOf(nameRule(rule, 'a rule'), await builtInParts(), { options }, []);
    const events: FuzzEvent[] = [];
    const end = await runCampaign(
      inlineExecutor(session),
      {
        load: { rule: { kind: 'built-in', spec: 'a rule' }, options },
        shard: { index: 0, count: 1 },
        stored: () => [],
        stop: () => undefined,
      },
      (event) => events.push(event),
    );
    if (end.kind !== 'done') throw new Error(end.fault.says);
    const report = ruleReport(end, { file: null, isolated: true, durationMs: 0 }, new Map());
    const total = events.flatMap((event) => (event.kind === 'planned' ? [event.total] : []))[0];
    const done = events.flatMap((event) => (event.kind === 'progress' ? [event.done] : [])).at(-1);
    expect(done).toBe(total);
    expect(casesInAll(report)).toBe(total);
    expect(tally(report).cases).toBe(total);
    expect(report.subject).toBeUndefined();
    const asked = [
      [{ '2': 5, '9': 0 }, { '12': 3 }, 2],
      [{ '2': 1 }, { '12': 2, '3': 1 }, 3],
      [{}, {}, undefined],
    ] as const;
    for (const [first, second, inFlight] of asked) {
      const batches = new Map(
        [...end.batches].map(([id, batch], i) => [
          id,
          { ...batch, sent: i === 0 ? first : i === 1 ? second : {} },
        ]),
      );
      const subject = { kind: 'process', spec: '-- ./descent' };
      const origin = { file: null, isolated: true, durationMs: 0, subject };
      const remote = ruleReport({ ...end, batches }, origin, new Map());
      expect(remote.subject).toEqual({ ...subject, ...(inFlight !== undefined && { inFlight }) });
    }
    expect(report.summary).toContain(`, ${total?.toLocaleString('en')} cases in all;`);
    expect(report.checks.find(({ recounts }) => recounts)).toMatchObject({ id: 'contained', cases: total });
  });
});
