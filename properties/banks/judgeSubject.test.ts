import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, judgeSubject } from './judgeSubject.ts';

/** A column that refutes whatever it is shown. */
const refuting = (id: string, cost: number): Column => ({
  id,
  claim: 'nothing holds',
  cost,
  trial: () => ({ given: fc.nat(), holds: () => ({ status: 'refuted', margin: -1 }) }),
});

const options = { seed: 1, now: () => 0, untilFirst: false };

it('judgeSubject(columns, subject) counts a case that is dear for as many as it costs', () => {
  const columns = [refuting('dear', 100), refuting('usual', 1), refuting('double', 2)];
  const { refutedAfter, first } = judgeSubject(columns, null, { ...options, cases: 1000 });
  expect(refutedAfter).toEqual({ dear: 100, usual: 1, double: 2 });
  expect(first?.column).toBe('usual');
});

it('judgeSubject(columns, subject) leaves a column out that costs more than there are cases', () => {
  const { refutedAfter } = judgeSubject([refuting('dear', 100)], null, { ...options, cases: 99 });
  expect(refutedAfter).toEqual({ dear: null });
});
