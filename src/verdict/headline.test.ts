import { expect, it } from 'vitest';
import { headlineOf, type ToldFailure } from './headline.ts';

const failure = (sentence: string, dimension: number, steps: number): ToldFailure => ({
  sentence,
  dimension,
  steps,
});

const uphill = {
  id: 'small-step',
  layer: 'descent',
  failures: [failure('softmax', 3, 1), failure('bowl', 1, 4)],
} as const;
const still = { id: 'finite-at-zero-gradient', layer: 'laws', failures: [failure('zero', 2, 7)] } as const;
const throws = { id: 'well-formed', layer: 'form', failures: [failure('throws', 9, 60)] } as const;
const odd = { id: 'odd', layer: 'laws', failures: [failure('odd', 1, 1)] } as const;

it('headlineOf(failing) is of form before a zero gradient, that before descent, descent before laws', () => {
  expect(headlineOf([odd, uphill, still, throws])?.sentence).toBe('throws');
  expect(headlineOf([odd, uphill, still])?.sentence).toBe('zero');
  expect(headlineOf([odd, uphill])?.sentence).toBe('bowl');
});

it('headlineOf(failing) has the fewest parameters, then the fewest steps, then is the first', () => {
  const of = (...failures: readonly ToldFailure[]) =>
    headlineOf([{ id: 'window', layer: 'descent', failures }])?.sentence;
  expect(of(failure('a', 2, 1), failure('b', 1, 9))).toBe('b');
  expect(of(failure('a', 1, 9), failure('b', 1, 2))).toBe('b');
  expect(of(failure('a', 1, 2), failure('b', 1, 2))).toBe('a');
  expect(of()).toBeUndefined();
});
