import { describe, expect, it } from 'vitest';
import {
  campaign,
  campaignOn,
  doingAt,
  finished,
  hash,
  limits,
  ruleFiles,
} from '../../properties/campaign/isolatedCampaign.ts';
import { ruleReport } from '../verdict/ruleReport.ts';
import { isolatedExecutor } from './isolated.ts';

const ruleFile = ruleFiles();

describe('a pool of workers that run a rule', () => {
  it.each([
    // Long enough to touch the memory wherever it runs.
    ['memory', 'kept.push(new Float64Array(17e6).fill(1)); for (;;);', 800],
  ])('finds %s and knows the case: %s', async (cause, statement, stepTimeout = 20_000) => {
    const file = ruleFile(`at-step-1-${Math.abs(hash(statement))}`, doingAt(1, statement));
    const { end, events } = await campaign(file, 2, 30, { stepTimeout });
    const report = ruleReport(finished(end), { file, isolated: true, durationMs: 0 }, new Map());
    expect(report.verdict).toBe('falsified');
    const [finding] = finished(end).findings.get('contained') ?? [];
    expect(finding?.cause).toBe(cause);
    expect(finding?.minimal.steps).toBeGreaterThanOrEqual(2);
    expect(events.some((event) => event.kind === 'found' && event.check.id === 'contained')).toBe(true);
  });

  it('comes to the same counts, statistics and counterexamples with one, two and three workers', async () => {
    const file = ruleFile(
      'half-wrong',
      'export default ({ gradient, stepSize }) => gradient.map((d: number, i: number) => (i > 1 ? 1 : -1) * stepSize * d);',
    );
    const pools = [1, 2, 3].map((workers) => isolatedExecutor(workers, limits));
    try {
      for (const seed of [7, 8, 9]) {
        const [one, ...others] = await Promise.all(pools.map((pool) => campaignOn(pool, file, 60, seed)));
        const wanted = finished(one!.end);
        expect(ruleReport(wanted, { file, isolated: true, durationMs: 0 }, new Map()).verdict).toBe(
          'falsified',
        );
        for (const { end } of others) {
          expect([...finished(end).batches]).toEqual([...wanted.batches]);
          expect([...finished(end).findings].sort()).toEqual([...wanted.findings].sort());
        }
      }
    } finally {
      await Promise.all(pools.map((pool) => pool.close()));
    }
  });
});
