import { describe, expect, it } from 'vitest';
import { expectShardsToMerge, shardReport, shardReports } from '../../properties/campaign/shardReport.ts';
import type { Report } from '../types/report.ts';
import { merge } from './merge.ts';

describe('merge(reports)', () => {
  it.each(['uphill everywhere', 'right, with momentum'])(
    'of shards is the report of the whole, byte for byte, of few cases: %s',
    async (name) => {
      await expectShardsToMerge(name, { seed: 1, runs: 6 }, [1, 2]);
    },
  );

  it('keeps apart the rules of one name from two files, and joins the rest', async () => {
    const [one, two] = await shardReports('uphill in one orthant', { seed: 1, runs: 40 }, 2);
    const renamed = (report: Report, file: string): Report => ({
      ...report,
      rules: report.rules.map((rule) => ({ ...rule, file })),
    });
    const merged = merge([renamed(one!, 'a.ts'), renamed(two!, 'a.ts'), renamed(one!, 'b.ts')]);
    expect(merged.rules.map(({ file }) => file)).toEqual(['a.ts', 'b.ts']);
  });

  it('takes what a rule was looked at for from the part that has it, and why not from one that says so', async () => {
    const [one, two] = await shardReports('uphill in one orthant', { seed: 1, runs: 4 }, 2);
    const identity = { relation: 'none', sentence: 'is none' } as const;
    const withParts = (report: Report, parts: Partial<Report['rules'][number]>): Report => ({
      ...report,
      rules: report.rules.map((rule) => ({ ...rule, ...parts })),
    });
    const unexamined = ['identity', 'another'].map((part) => ({ part, reason: 'interrupted' }));
    const [rule] = merge([withParts(one!, { unexamined }), withParts(two!, { identity })]).rules;
    expect(rule?.identity).toEqual(identity);
    expect(rule?.unexamined).toEqual([{ part: 'another', reason: 'interrupted' }]);
    expect(merge([one!, two!]).rules[0]).not.toHaveProperty('unexamined');
  });

  it('refuses shards of different seeds', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((seed) => shardReport('uphill in one orthant', { seed, runs: 5 }, 0, 2)),
    );
    expect(() => merge([one!, two!])).toThrow('shards must share one seed, got seeds = 1, 2');
  });
});
