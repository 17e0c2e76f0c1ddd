import { describe, expect, it } from 'vitest';
import { freshlyHeard, type Look, overdue, type Waited, waited } from './patience.ts';
import type { Usage } from './usage.ts';

const timeout = 1000;

/** A recorded reading each 20 ms: the state and the processor time that was had since the one before. */
type Reading = readonly [state: Usage['state'], had: number, elapsed?: number];

/** How a worker that shows no sign of life is judged, and at which reading. */
const judged = (readings: Iterable<Reading>) => {
  let cpu = 500;
  let at = 0;
  let known: Waited = freshlyHeard({ heartbeat: 1, usage: { state: 'running', cpu, resident: 0 } });
  for (const [state, had, elapsed = 20] of readings) {
    cpu += had;
    at++;
    known = waited(known, { elapsed, heartbeat: 1, usage: { state, cpu, resident: 0 } });
    const verdict = overdue(known, timeout);
    if (verdict !== undefined) return { verdict, at };
  }
  return undefined;
};

const times = (count: number, ...readings: readonly Reading[]): readonly Reading[] =>
  Array.from({ length: count }, () => readings).flat();

describe('overdue(waited, timeout)', () => {
  it('counts processor time where the worker computes', () => {
    expect(judged(times(60, ['running', 20]))).toEqual({ verdict: 'computes', at: 51 });
  });

  it('waits without end for one that could run and gets hardly any processor time', () => {
    expect(judged(times(10_000, ['running', 0.1]))).toBeUndefined();
    expect(judged(times(12_000, ['running', 0.1]))).toEqual({ verdict: 'computes', at: 10_001 });
  });

  it('counts the time on the wall where it sleeps in nine of ten looks', () => {
    expect(judged(times(60, ['asleep', 0]))).toEqual({ verdict: 'sleeps', at: 51 });
    expect(judged(times(20, ...times(9, ['asleep', 0]), ['asleep', 10]))).toMatchObject({
      verdict: 'sleeps',
    });
  });

  it('waits four times as long where it does neither', () => {
    expect(judged(times(500, ['held up', 0]))).toEqual({ verdict: 'held up', at: 201 });
    expect(judged(times(500, ['asleep', 0], ['running', 1]))).toEqual({ verdict: 'held up', at: 201 });
  });

  it('charges nobody for the time in which nobody looked', () => {
    const suspended: readonly Reading[] = [...times(10, ['asleep', 0]), ['asleep', 0, 3_600_000]];
    expect(judged(suspended)).toBeUndefined();
    expect(judged([...suspended, ...times(60, ['asleep', 0])])).toEqual({ verdict: 'sleeps', at: 51 });
  });

  it('starts afresh at each sign of life', () => {
    const usage: Usage = { state: 'asleep', cpu: 0, resident: 0 };
    let known = freshlyHeard({ heartbeat: 0, usage });
    for (let heartbeat = 0; heartbeat < 100; heartbeat++) {
      for (let i = 0; i < 40; i++) {
        const look: Look = { elapsed: 20, heartbeat, usage };
        known = waited(known, look);
        expect(overdue(known, timeout)).toBeUndefined();
      }
    }
  });

  it('waits four times as long for one that was never seen', () => {
    let known = freshlyHeard({ heartbeat: 0, usage: undefined });
    let looks = 0;
    for (; overdue(known, timeout) === undefined; looks++)
      known = waited(known, { elapsed: 20, heartbeat: 0, usage: undefined });
    expect(looks).toBe(201);
  });
});
