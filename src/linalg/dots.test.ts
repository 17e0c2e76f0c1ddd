import { describe, expect, it } from 'vitest';
import { dot, fraction, subtract, toNumber } from '../../properties/exact/fraction.ts';
import { compensatedDot } from './compensatedDot.ts';
import { gridDot } from './gridDot.ts';
import { innerProducts, isSafeSquaredNorm, projections, scaledVector } from './norms.ts';
import { blockLength } from './rounding.ts';
import { seededRandom } from './seeded.ts';

const u = 2 ** -53;

type Sum = (y: Float64Array, g: Float64Array) => number;

const norm = (x: Float64Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

const sums: readonly (readonly [string, Sum])[] = [
  ['compensatedDot', (y, g) => compensatedDot(y, g, norm(y) * norm(g))],
  ['gridDot', (y, g) => gridDot(y, g, norm(y), norm(g))],
  ['innerProducts', (y, g) => innerProducts(y, g).yg],
  ['projections onto the second', (y, g) => projections(y, g, y).vg],
  ['projections onto the third', (y, g) => projections(y, y, g).vy],
];

const errorOf = (computed: number, y: Float64Array, g: Float64Array): number =>
  Math.abs(toNumber(subtract(fraction(computed), dot(y, g))));

/**
 * What a compensated sum of exact blocks may be off by: two roundings of the result, and n²u² of the absolute terms.
 * Source: Ogita, Rump and Oishi (2005), proposition 4.5.
 */
const compensated = (computed: number, blocks: number, size: number): number =>
  2 * u * Math.abs(computed) + (blocks * u) ** 2 * size;

/** Coordinates of one block, 0 after those given. */
const blockOf = (...pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] =>
  Array.from({ length: blockLength }, (_, i) => pairs[i] ?? [0, 0]);

/** A block whose sum is ±2⁻²⁷, what is left of a product with more than 48 bits after the heads cancel. */
const large = (sign: number) => blockOf([sign, 1 + 2 ** -27], [-sign, 1]);

/** A block whose sum is just less than half a unit in the last place of 2⁻²⁷, so that a plain sum loses it. */
const small = blockOf([2 ** -40, (1 - 2 ** -10) * 2 ** -40]);

const vectors = (blocks: readonly (readonly (readonly [number, number])[])[]) => ({
  y: Float64Array.from(blocks.flat(), ([y]) => y),
  g: Float64Array.from(blocks.flat(), ([, g]) => g),
});

describe.each(sums)('%s', (_name, sum) => {
  it.each([
    ['a large block and thousands of small ones', [large(1), ...Array.from({ length: 4000 }, () => small)]],
    ['a small block before two that cancel', [small, large(1), large(-1)]],
    ['a small block between two that cancel', [large(-1), small, large(1)]],
    ['small blocks around one', [small, small, large(1), small]],
  ])('loses nothing between blocks: %s', (_case, blocks) => {
    const { y, g } = vectors(blocks);
    const computed = sum(y, g);
    expect(errorOf(computed, y, g)).toBeLessThanOrEqual(compensated(computed, blocks.length, blocks.length));
  });

  it.each([1, 2, 3, 15, 16, 17, 31, 32, 33, 47])('is exact on %d integers', (size) => {
    const y = Float64Array.from({ length: size }, (_, i) => ((7 * i) % 13) - 6.5);
    const g = Float64Array.from({ length: size }, (_, i) => ((5 * i + 3) % 11) - 4);
    expect(sum(y, g)).toBe(y.reduce((total, value, i) => total + value * g[i]!, 0));
  });
});

describe.each(sums)('%s', (_name, sum) => {
  it('commutes with powers of two, as every one of its roundings does', () => {
    const random = seededRandom(10, 'powers');
    for (const size of [3, 16, 50, 333]) {
      const y = Float64Array.from({ length: size }, () => random() - 0.5);
      const g = Float64Array.from({ length: size }, () => random() - 0.5);
      const value = sum(y, g);
      for (const [p, q] of [
        [30, -38],
        [-39, 95],
        [7, 7],
      ] as const) {
        const scaled = sum(
          y.map((entry) => entry * 2 ** p),
          g.map((entry) => entry * 2 ** q),
        );
        expect(scaled).toBe(value * 2 ** (p + q));
      }
    }
  });
});

describe.each(sums.slice(0, 3))('%s', (_name, sum) => {
  it.each([
    [
      [1, -1, 2 ** -70],
      [1, 1, 1],
    ],
    [
      [2 ** -70, 1, -1],
      [1, 1, 1],
    ],
    [
      [1, 2 ** -70, -1],
      [1, 1, 1],
    ],
    [
      [2 ** -70, 1, 2 ** -70, -1, 2 ** -70],
      [1, 1, 1, 1, 1],
    ],
  ])('loses nothing of %j · %j, fewer than a block', (y, g) => {
    const computed = sum(Float64Array.from(y), Float64Array.from(g));
    const exact = toNumber(dot(y, g));
    expect(Math.abs(computed - exact)).toBeLessThanOrEqual(2 * u * exact);
  });
});

describe('squared norms', () => {
  const squares: readonly (readonly [string, (x: Float64Array) => number])[] = [
    [
      'innerProducts(x, 1).yy',
      (x) =>
        innerProducts(
          x,
          x.map(() => 1),
        ).yy,
    ],
    [
      'innerProducts(1, x).gg',
      (x) =>
        innerProducts(
          x.map(() => 1),
          x,
        ).gg,
    ],
  ];

  it.each(squares)('%s of thousands of squares below half a unit of the first', (_name, square) => {
    // (37/32)²·2⁻⁵⁴ = 0.67 u.
    const x = new Float64Array(4000 * blockLength).fill(0);
    for (let k = 0; k < x.length; k += blockLength) x[k] = k === 0 ? 1 : (37 / 32) * 2 ** -27;
    const computed = square(x);
    expect(errorOf(computed, x, x)).toBeLessThanOrEqual(1.001 * u * computed);
  });

  it.each(squares)('%s is rounded once where blocks have one coordinate of 26 bits', (_name, square) => {
    const random = seededRandom(5, 'squares');
    for (let run = 0; run < 400; run++) {
      const blocks = 2 + Math.floor(random() * 6);
      const x = new Float64Array(blocks * blockLength);
      const spread = Math.floor(random() * 28);
      for (let k = 0; k < blocks; k++) {
        const digits = 2 ** 25 + Math.floor(random() * 2 ** 25);
        x[k * blockLength + (k % blockLength)] = digits * 2 ** Math.floor(random() * spread);
      }
      const computed = square(x);
      expect(errorOf(computed, x, x)).toBeLessThanOrEqual(1.001 * u * computed);
    }
  });

  it.each(squares)('%s is rounded once on fewer coordinates than a block', (_name, square) => {
    const random = seededRandom(6, 'squares');
    for (let run = 0; run < 200; run++) {
      const x = Float64Array.from({ length: 2 + Math.floor(random() * 13) }, () => {
        const digits = 2 ** 25 + Math.floor(random() * 2 ** 25);
        return digits * 2 ** Math.floor(random() * 28);
      });
      const computed = square(x);
      expect(errorOf(computed, x, x)).toBeLessThanOrEqual(1.001 * u * computed);
    }
  });

  it('projections(v, g, y).vv is exact on integers', () => {
    for (const size of [1, 2, 15, 16, 17, 33]) {
      const v = Float64Array.from({ length: size }, (_, i) => i + 1);
      const ones = v.map(() => 1);
      expect(projections(v, ones, ones).vv).toBe((size * (size + 1) * (2 * size + 1)) / 6);
    }
  });
});

describe('scaledVector', () => {
  it.each([
    [[3, -4], [0.75, -1], 2],
    [[0.25, -(2 ** -1074)], [1, -(2 ** -1072)], -2],
    [[2 ** -1074, 0], [1, 0], -1074],
    [[-(2 ** 1023), 2 ** -1074], [-1, 0], 1023],
  ])('scaledVector(%j) is %j times 2^%d', (x, vector, exponent) => {
    const given = Float64Array.from(x);
    const scaled = scaledVector(given);
    expect(scaled).toEqual({ vector: Float64Array.from(vector), exponent });
    expect([...given]).toEqual(x);
  });
});

it.each([
  [2 ** -80, true],
  [2 ** -81, false],
  [2 ** 200, true],
  [2 ** 201, false],
  [1, true],
  [0, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('isSafeSquaredNorm(%d) is %s', (squared, safe) => {
  expect(isSafeSquaredNorm(squared)).toBe(safe);
});
