import { expect, it } from 'vitest';
import { groupsOf } from './groups.ts';
import type { NumberedJob } from './jobs.ts';

const job = (number: number): NumberedJob => ({
  number,
  job: { check: number % 3, slice: { from: 0, to: 10, step: 1 } },
});

const numbers = (group: readonly NumberedJob[] | undefined) => group?.map(({ number }) => number);

it('groupsOf(left, grouping) adds jobs up to a number of cases, long ones first, and begins with those that came back', () => {
  let [isStopped, most] = [false, 25];
  const { groups, giveBack } = groupsOf([0, 1, 2, 3, 4, 5].map(job).values(), {
    isStopped: () => isStopped,
    mostAt: () => most,
    isLong: ({ check }) => check === 2,
  });
  const first = groups.next().value;
  expect(numbers(first)).toEqual([2, 0, 1]);
  giveBack(first?.slice(1) ?? []);
  most = 0;
  expect([numbers(groups.next().value), numbers(groups.next().value)]).toEqual([[0], [1]]);
  most = Number.POSITIVE_INFINITY;
  const last = groups.next().value;
  expect(numbers(last)).toEqual([5, 3, 4]);
  expect(groups.next().done).toBe(true);
  giveBack(last ?? []);
  isStopped = true;
  expect([...groups]).toEqual([]);
  isStopped = false;
  expect([...groups].map(numbers)).toEqual([[5, 3, 4]]);
});

it('groupsOf(left, grouping) makes no group larger than a worker gets to', () => {
  const left = Array.from({ length: 500 }, (_, i) => job(i)).values();
  const grouping = {
    isStopped: () => false,
    mostAt: () => Number.POSITIVE_INFINITY,
    isLong: () => false,
  };
  expect([...groupsOf(left, grouping).groups].map((group) => group.length)).toEqual([200, 200, 100]);
});
