import { describe, expect, it } from 'vitest';
import type { CheckDescription } from '../types/campaign.ts';
import { casesOf, indicesOf, jobsOf, type Round } from './jobs.ts';
import { lackingCases, leastDecided, nextRound } from './rounds.ts';

const check: CheckDescription = {
  id: 'check',
  layer: 'form',
  claim: '',
  required: true,
  trait: false,
  runs: 10,
};
const counts = (holds: number, inconclusive = 0, refuted = 0) => ({
  holds,
  inconclusive,
  refuted,
  vacuous: 0,
});

describe('lackingCases(counts, needed)', () => {
  it('is what has to be decided beyond what was', () => {
    expect(lackingCases(counts(7, 3), 10)).toBe(3);
    expect(lackingCases(counts(10), 10)).toBe(0);
    expect(lackingCases(counts(12), 10)).toBe(0);
  });
  it('is nothing where more cases change nothing', () => {
    expect(lackingCases(counts(7, 2, 1), 10)).toBe(0);
    expect(lackingCases(counts(0, 10), 10)).toBe(0);
    expect(lackingCases(counts(1, 10), 10)).toBe(0);
    expect(lackingCases(counts(1, 9), 10)).toBe(9);
  });
});

describe('nextRound(description, batches, { rounds, goal, shard })', () => {
  const checks = [
    check,
    { ...check, required: false },
    { ...check, settled: true },
    { ...check, share: 0.5 },
    check,
  ];
  const batches = [counts(7, 3), counts(1, 4), counts(1, 3), counts(5, 5), counts(10)].map((of) => ({
    counts: of,
  }));
  const first: Round = { checks };
  const alone = { index: 0, count: 1 };

  it('runs as many cases more of each check that could fail as it lacks', () => {
    const goal = { decided: 10, most: 100 };
    const next = nextRound({ checks }, batches, { rounds: [first], goal, shard: alone })!;
    expect(next.map(({ from, runs }) => [from, runs])).toEqual([
      [10, 13],
      [10, 10],
      [10, 10],
      [10, 10],
      [10, 10],
    ]);
    const third = nextRound({ checks }, [{ counts: counts(9, 4) }, ...batches.slice(1)], {
      rounds: [first, { checks: next }],
      goal,
      shard: alone,
    })!;
    expect(third[0]).toEqual({ from: 13, runs: 14 });
  });

  it('runs no more where nothing is lacking, and no more than may be run', () => {
    const rounds = [first];
    const goal = { decided: 10, most: 11 };
    expect(nextRound({ checks }, batches, { rounds, goal, shard: alone })?.[0]).toEqual({
      from: 10,
      runs: 11,
    });
    const none = { decided: 10, most: 10 };
    expect(nextRound({ checks }, batches, { rounds, goal: none, shard: alone })).toBeUndefined();
    const enough = { decided: 7, most: 100 };
    expect(nextRound({ checks }, batches, { rounds, goal: enough, shard: alone })).toBeUndefined();
  });

  it('lets the parts of a run decide as many as the whole, each on cases of its own', () => {
    const one = { checks: [check] };
    const seen: number[] = [];
    for (let index = 0; index < 3; index++) {
      const shard = { index, count: 3 };
      const own = casesOf(one, shard);
      const next = nextRound(one, [{ counts: counts(own - 1, 1) }], {
        rounds: [one],
        goal: { decided: 10, most: 1000 },
        shard,
      })!;
      const further = { checks: next };
      expect(casesOf(further, shard)).toBe(1);
      for (const round of [one, further])
        for (const { slice } of jobsOf(round, shard)) seen.push(...indicesOf(slice, []));
    }
    expect(new Set(seen).size).toBe(13);
  });
});

it('leastDecided(checks, batches) is what every check that could fail has decided', () => {
  const optional = { ...check, required: false };
  const batches = [counts(9), counts(4), counts(1)].map((of) => ({ counts: of }));
  expect(leastDecided([check, check, optional], batches)).toEqual({ decided: 4 });
  expect(leastDecided([optional], batches)).toEqual({});
  expect(leastDecided([check], [{ counts: counts(4, 0, 1) }])).toEqual({});
});
