import { expect, it } from 'vitest';
import { effectivePair } from '../metric/effectivePair.ts';

it('effectivePair([1, 2], [2, 1]) has cosine 4/5 and sine 3/5', () => {
  const pair = effectivePair([1, 2], [2, 1]);
  expect(pair.cosine).toBeCloseTo(0.8, 15);
  expect(pair.sine).toBeCloseTo(0.6, 15);
});

it('effectivePair sees an inner product of 10⁻⁶⁰⁰ behind terms that cancel', () => {
  expect(effectivePair([1, 1, 1e-300], [1, -1, 1e-300]).angle).toBe(Math.PI / 2);
});
