import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, refutations } from './refutations.ts';

/** A column that refutes everything that it is shown. */
const refuting = (id: string, cost: number): Column => ({
  id,
  claim: 'nothing holds',
  cost,
  trial: () => ({ given: fc.nat(), holds: () => ({ status: 'refuted', margin: -1 }) }),
});

const options = { seed: 1, now: () => 0, untilFirst: false };

it('refutations(columns, subject) counts an expensive case for as many as it costs', () => {
  const columns = [refuting('expensive', 100), refuting('usual', 1), refuting('double', 2)];
  const { refutedAfter, first } = refutations(columns, null, { ...options, cases: 1000 });
  expect(refutedAfter).toEqual({ expensive: 100, usual: 1, double: 2 });
  expect(first?.column).toBe('usual');
});

it('refutations(columns, subject) leaves a column out that costs more than there are cases', () => {
  const { refutedAfter } = refutations([refuting('expensive', 100)], null, { ...options, cases: 99 });
  expect(refutedAfter).toEqual({ expensive: null });
});
