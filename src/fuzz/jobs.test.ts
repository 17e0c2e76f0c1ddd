import { describe, expect, it } from 'vitest';
import { casesIn, indicesOf, jobsOf } from './jobs.ts';
import type { RuleDescription } from './protocol.ts';

const described = (...runs: readonly number[]): RuleDescription => ({
  name: 'rule',
  promise: '',
  claimedTraits: [],
  checks: runs.map((count, i) => ({
    id: `check-${i}`,
    layer: 'form',
    claim: '',
    required: true,
    trait: false,
    runs: count,
  })),
  reachable: [],
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

  it('comes to every check within its first few cases', () => {
    const first = jobsOf(described(1000, 1000, 1000, 1000), { index: 0, count: 1 }).slice(0, 4);
    expect(first.map(({ check }) => check)).toEqual([0, 1, 2, 3]);
    expect(first.every(({ slice }) => casesIn(slice) <= 25)).toBe(true);
  });
});
