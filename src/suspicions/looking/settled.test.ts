import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../linalg/seeded.ts';
import { isSettled } from './settled.ts';

const sequence = (valueAt: (k: number) => number): Float64Array =>
  Float64Array.from({ length: 1000 }, (_, k) => valueAt(k));
const random = seededRandom(1);
const settles = (valueAt: (k: number) => number, noise = 1e-12): boolean =>
  isSettled(sequence(valueAt), { noise, longest: 64 });

describe('isSettled(values, { noise, longest })', () => {
  it.each([
    ['is constant', () => 1],
    ['falls for ever', (k: number) => 1 / Math.sqrt(k + 1)],
    ['grows for ever', (k: number) => 1.1 ** k],
    ['swings to rest', (k: number) => 0.99 ** k * Math.sin(k)],
    ['begins again, each time for longer', (k: number) => Math.cos(Math.PI * (Math.log2(k + 2) % 1))],
    ['comes again every fifth step', (k: number) => (k % 5 === 0 ? 1 : 0)],
    ['comes again every 64th step', (k: number) => (k % 64) ** 2],
    ['comes again, and falls', (k: number) => (k % 3) / (k + 1)],
    ['is constant but for noise', () => 1 + 1e-13 * random()],
  ])('is true of what %s', (_, valueAt) => {
    expect(settles(valueAt)).toBe(true);
  });

  it.each([
    ['is drawn at random', () => random()],
    ['never comes again', (k: number) => Math.sin(k * k)],
    ['comes again at a longer period', (k: number) => (k % 67) ** 2],
  ])('is false of what %s', (_, valueAt) => {
    expect(settles(valueAt)).toBe(false);
  });
});
