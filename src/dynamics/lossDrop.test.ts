import { expect, it } from 'vitest';
import { dropBetween, fell } from './lossDrop.ts';

it('fell(drop) is undecided within the bound, and where nothing is finite', () => {
  const cases = [
    [2, 1],
    [1, 1],
    [-1, 1],
    [-2, 1],
    [Number.NaN, 1],
    [1, Number.NaN],
  ] as const;
  expect(cases.map(([drop, bound]) => fell({ drop, bound }))).toEqual([true, null, null, false, null, null]);
});

it('dropBetween(before, after) is positive where the loss fell, with both bounds', () => {
  const { drop, bound } = dropBetween({ value: 3, bound: 0.5 }, { value: 1, bound: 0.25 });
  expect(drop).toBe(2);
  expect(bound).toBeGreaterThanOrEqual(0.75);
  expect(bound).toBeLessThan(0.76);
});
