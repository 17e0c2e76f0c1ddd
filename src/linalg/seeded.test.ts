import { describe, expect, it } from 'vitest';
import { mixSeed, seededRandom, standardNormal } from './seeded.ts';

/** The same mixing in integers of any size, modulo 2³². */
const mixed = (words: readonly number[]): number => {
  const modulus = 2n ** 32n;
  const word = words.reduce((hash, value) => {
    let h = ((hash ^ BigInt.asUintN(32, BigInt(value))) * 0x85ebca6bn) % modulus;
    h = ((h ^ (h / 2n ** 13n)) * 0xc2b2ae35n) % modulus;
    return ((h ^ (h / 2n ** 16n)) + 0x9e3779b9n) % modulus;
  }, 0x9e3779b9n);
  return Number(BigInt.asIntN(32, word));
};

describe('mixSeed', () => {
  it.each([
    [[5], [5]],
    [
      [-1, 7],
      [-1, 7],
    ],
    [
      [2 ** 31, 0, -3],
      [2 ** 31, 0, -3],
    ],
    [
      [1, 'ab'],
      [1, 98, 99],
    ],
    [
      [1, 'a', 2, 'λ'],
      [1, 98, 2, 956],
    ],
    [[1, ''], [1]],
  ] as const)(
    'mixSeed(%j) is the finaliser over its words, characters counted from 1',
    ([seed, ...labels], words) => {
      expect(mixSeed(seed, ...labels)).toBe(mixed(words));
    },
  );

  it('mixSeed tells ten thousand seeds and labels apart', () => {
    const seeds = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      for (let label = 0; label < 50; label++)
        seeds.add(mixSeed(seed, label)).add(mixSeed(seed, `case ${label}`));
    }
    // Of 10⁴ random words of 32 bits, 0.01 pairs are expected to coincide.
    expect(seeds.size).toBeGreaterThan(9998);
  });
});

describe('seededRandom', () => {
  it('seededRandom repeats itself for a seed and its labels, and for no others', () => {
    const draw = (...labels: readonly (string | number)[]) => {
      const random = seededRandom(1, ...labels);
      return [random(), random(), random()];
    };
    expect(draw('a', 1)).toEqual(draw('a', 1));
    expect(draw('a', 1)).not.toEqual(draw('a', 2));
    expect(draw('a')).not.toEqual(draw('b'));
    for (const value of draw('a')) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      expect(Number.isInteger(value * 2 ** 53)).toBe(true);
    }
  });
});

describe('standardNormal', () => {
  it.each([
    [0, 2],
    [0.5, -2],
    [0.25, 0],
  ])('standardNormal at radius 2 and %d turns is %d', (turns, deviate) => {
    // 1 − e⁻² gives √(−2 ln e⁻²) = 2.
    const draws = [1 - Math.exp(-2), turns];
    expect(standardNormal(() => draws.shift() ?? Number.NaN)).toBeCloseTo(deviate, 14);
  });

  it('standardNormal is finite where a draw is 0', () => {
    expect(Math.abs(standardNormal(() => 0))).toBe(0);
  });

  it('standardNormal has mean 0, variance 1 and kurtosis 3', () => {
    const random = seededRandom(3, 'moments');
    const count = 100_000;
    const moments = [0, 0, 0];
    for (let k = 0; k < count; k++) {
      const x = standardNormal(random);
      [x, x * x, x ** 4].forEach((power, i) => {
        moments[i] = moments[i]! + power / count;
      });
    }
    // Standard errors 1, √2 and √96 over √count; six of them.
    const within = (value: number, expected: number, deviation: number) =>
      expect(Math.abs(value - expected)).toBeLessThan((6 * deviation) / Math.sqrt(count));
    within(moments[0]!, 0, 1);
    within(moments[1]!, 1, Math.SQRT2);
    within(moments[2]!, 3, Math.sqrt(96));
  });
});
