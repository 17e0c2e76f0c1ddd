import { describe, expect, it } from 'vitest';
import type { RuleDescription } from '../types/campaign.ts';
import { casesBefore, casesIn, casesOf, indicesOf, jobsOf } from './jobs.ts';

const described = (...runs: readonly number[]): RuleDescription => ({
  name: 'rule',
  promise: '',
  claimedTraits: [],
  suspicions: [],
  notApplicable: [],
  checks: runs.map((count, i) => ({
    id: `check-${i}`,
    layer: 'form',
    claim: '',
    required: true,
    trait: false,
    runs: count,
  })),
  reachable: [],
  files: [],
});

const all = { index: 0, count: 1 };

describe('as many cases as may be asked for', () => {
  const endless = described(1e8, 1e8);
  it('are not listed before the first of them runs', () => {
    expect(jobsOf(endless, all).next().value).toEqual({ check: 0, slice: { from: 0, to: 25, step: 1 } });
    expect(casesOf(endless, { index: 2, count: 3 })).toBe(2 * 33_333_333);
  });
  it('are not searched beyond the case whose predecessors are asked for', () => {
    const before = casesBefore(jobsOf(endless, all), { check: 1, index: 2 }, 4);
    expect(before.map(({ check, index }) => [check, index])).toEqual([
      [0, 23],
      [0, 24],
      [1, 0],
      [1, 1],
    ]);
  });
});

describe('casesOf(description, shard)', () => {
  it('is the number of cases of all jobs', () => {
    for (const count of [1, 3, 7]) {
      for (let index = 0; index < count; index++) {
        const jobs = [...jobsOf(described(0, 1, 40, 1001), { index, count })];
        const cases = jobs.reduce((sum, { slice }) => sum + casesIn(slice), 0);
        expect(casesOf(described(0, 1, 40, 1001), { index, count })).toBe(cases);
      }
    }
  });
});

describe('casesBefore(jobs, place, most)', () => {
  it('is the end of what a single worker has run by then', () => {
    const shard = { index: 1, count: 3 };
    const description = described(1, 40, 301);
    const order = [...jobsOf(description, shard)].flatMap(({ check, slice }) =>
      indicesOf(slice, []).map((index) => ({ check, index })),
    );
    for (const [position, place] of order.entries()) {
      for (const most of [1, 63]) {
        const wanted = order.slice(Math.max(0, position - most), position);
        expect(casesBefore(jobsOf(description, shard), place, most)).toEqual(wanted);
      }
    }
  });
  it('is nothing before a stored case, or one of another shard', () => {
    for (const index of [-1, 2]) {
      expect(casesBefore(jobsOf(described(10), { index: 1, count: 3 }), { check: 0, index }, 63)).toEqual([]);
    }
  });
});

describe('jobsOf(description, shard)', () => {
  it('asks for every case exactly once, whatever the shards', () => {
    for (const count of [1, 3]) {
      const seen = [1, 40, 1001].map(() => new Map<number, number>());
      for (let index = 0; index < count; index++) {
        for (const { check, slice } of jobsOf(described(1, 40, 1001), { index, count })) {
          for (const at of indicesOf(slice, [])) seen[check]?.set(at, (seen[check].get(at) ?? 0) + 1);
        }
      }
      expect(seen.map(({ size }) => size)).toEqual([1, 40, 1001]);
      expect(seen.every((cases) => [...cases.values()].every((times) => times === 1))).toBe(true);
    }
  });

  it('asks for less than all that was asked for before, once every check has had its first cases', () => {
    const asked = [0, 0, 0];
    for (const { check, slice } of jobsOf(described(5000, 5000, 5000), { index: 0, count: 1 })) {
      const before = asked.reduce((sum, cases) => sum + cases, 0);
      if (before > 75) expect(casesIn(slice)).toBeLessThan(before);
      asked[check] = (asked[check] ?? 0) + casesIn(slice);
    }
    expect(asked).toEqual([5000, 5000, 5000]);
  });

  it('asks for few cases, or for half of what is left at most', () => {
    for (const runs of [250, 1000, 4321]) {
      for (const count of [1, 2, 7]) {
        let left = casesOf(described(runs), { index: 0, count });
        let largest = 0;
        for (const { slice } of jobsOf(described(runs), { index: 0, count })) {
          const size = casesIn(slice);
          expect(size).toBeLessThanOrEqual(Math.max(25, left / 2 + 1));
          largest = Math.max(largest, size);
          left -= size;
        }
        expect(left).toBe(0);
        if (runs / count > 400) expect(largest).toBe(100);
      }
    }
  });

  it('comes to every check within its first few cases', () => {
    const first = [...jobsOf(described(1000, 1000, 1000, 1000), { index: 0, count: 1 })].slice(0, 4);
    expect(first.map(({ check }) => check)).toEqual([0, 1, 2, 3]);
    expect(first.every(({ slice }) => casesIn(slice) <= 25)).toBe(true);
  });
});
