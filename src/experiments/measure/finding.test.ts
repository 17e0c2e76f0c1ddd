import { expect, it } from 'vitest';
import { finding, shareOf } from './finding.ts';
import { reproducedWithin } from './rounding.ts';

it('finding(…) is reproduced where it is borne out', () => {
  const of = (isBorneOut: boolean) => finding('a claim', 'x', 'a figure', isBorneOut).outcome;
  expect([of(true), of(false)]).toEqual(['reproduced', 'not reproduced']);
});

it.each([
  [0, 'no steps'],
  [0.125, '12.5 % of steps'],
  [1, 'all steps'],
])('shareOf(%d, …) is %s', (share, words) => {
  expect(shareOf(share, 'steps')).toBe(words);
});

it('reproducedWithin(stated) is a hundredth of it, whatever its sign', () => {
  expect([reproducedWithin(200), reproducedWithin(-200)]).toEqual([2, 2]);
});
