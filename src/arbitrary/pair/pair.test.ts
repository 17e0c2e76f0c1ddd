import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signOfInnerProduct } from '../../linalg/sign.ts';
import { effectivePair } from '../../metric/effectivePair.ts';
import { effectivePairs, ineffectivePairs } from './pair.ts';
import type { VectorPair } from './pairAtTangent.ts';

const minimaOf = <Pair extends VectorPair>(
  pairs: fc.Arbitrary<Pair>,
  bug: (pair: Pair) => boolean,
): readonly (readonly (readonly number[])[])[] => {
  const minima = new Map<string, readonly (readonly number[])[]>();
  for (let seed = 0; seed < 20; seed++) {
    const { counterexample } = fc.check(
      fc.property(pairs, (pair) => !bug(pair)),
      { seed, numRuns: 2000 },
    );
    if (!counterexample) continue;
    const minimum = [[...counterexample[0].g], [...counterexample[0].y]];
    minima.set(fc.stringify(minimum), minimum);
  }
  return [...minima.values()];
};

describe('effectivePairs(demand)', () => {
  const pairs = effectivePairs({ dimension: { min: 1, max: 64 } });

  it('draws pairs whose inner product is exactly positive', () => {
    fc.assert(
      fc.property(pairs, ({ g, y }) => signOfInnerProduct(g, y) === 1),
      { seed: 1, numRuns: 500 },
    );
  });

  it('gives the geometry that effectivePair computes', () => {
    for (const pair of fc.sample(pairs, { seed: 2, numRuns: 20 })) {
      const { g, y, ...geometry } = effectivePair(pair.g, pair.y);
      expect(pair).toMatchObject(geometry);
    }
  });

  it('keeps to the angles asked for', () => {
    const steep = effectivePairs({ dimension: { min: 2, max: 8 }, angle: { min: 1, max: 1.5 } });
    fc.assert(
      fc.property(steep, ({ angle }) => angle > 0.99 && angle < 1.501),
      { seed: 1, numRuns: 500 },
    );
  });

  it.each<[string, (pair: { g: Float64Array; y: Float64Array; angle: number }) => boolean, number[][]]>([
    [
      'three coordinates',
      ({ g }) => g.length >= 3,
      [
        [1, 0, 0],
        [1, 0, 0],
      ],
    ],
    [
      'an angle above 89°',
      ({ angle }) => angle > (89 * Math.PI) / 180,
      [
        [1, 0],
        [1, 58],
      ],
    ],
    [
      'an angle above 0',
      ({ angle }) => angle > 0,
      [
        [1, 0],
        [1, 1],
      ],
    ],
    [
      'a negative zero',
      ({ g }) => g.some((x) => Object.is(x, -0)),
      [
        [1, -0],
        [1, 0],
      ],
    ],
  ])('shrinks a bug that needs %s to one minimum', (_, bug, minimum) => {
    expect(minimaOf(pairs, bug)).toEqual([minimum]);
  });

  it('shrinks a stored pair without context, within the angles asked for', () => {
    const steep = effectivePairs({ dimension: { min: 2, max: 8 }, angle: { min: 1, max: 1.5 } });
    expect(steep.canShrinkWithoutContext({ g: [3, 0.25, 7], y: [1, 2, 2] })).toBe(true);
    expect(steep.canShrinkWithoutContext({ g: [1, 0], y: [0, 1] })).toBe(false);
    expect(steep.canShrinkWithoutContext({ g: [0, 0], y: [0, 1] })).toBe(false);
    expect(minimaOf(steep, () => true)).toEqual([
      [
        [1, 0],
        [1, 2],
      ],
    ]);
  });

  it.each([
    [{ dimension: { min: 0, max: 3 } }, /min = 0, max = 3/],
    [{ dimension: { min: 2, max: 3 }, angle: { min: 0, max: Math.PI / 2 } }, /max < π\/2.*1\.5707963/],
    [{ dimension: { min: 2, max: 3 }, angle: { min: -1, max: 1 } }, /min = -1/],
    [{ dimension: { min: 1, max: 3 }, angle: { min: 0.5, max: 1 } }, /dimension\.min = 1/],
  ])('throws at construction where no such pair exists: %#', (demand, message) => {
    expect(() => effectivePairs(demand)).toThrow(message);
  });
});

describe('ineffectivePairs(demand)', () => {
  const pairs = ineffectivePairs({ dimension: { min: 1, max: 64 } });

  it('draws pairs whose inner product is zero or negative, each often', () => {
    const signs = fc.sample(pairs, { seed: 1, numRuns: 500 }).map(({ g, y }) => signOfInnerProduct(g, y));
    expect(signs).not.toContain(1);
    expect(signs.filter((sign) => sign === 0).length).toBeGreaterThan(100);
    expect(signs.filter((sign) => sign === -1).length).toBeGreaterThan(100);
  });

  it('shrinks to no fewer coordinates than are asked for', () => {
    const three = ineffectivePairs({ dimension: { min: 3, max: 8 } });
    const stored = { g: [5, 0, 7, 1, 2], y: [-1, 3, 0, 0, -9] };
    const offered = [
      ...three.shrink({ g: Float64Array.from(stored.g), y: Float64Array.from(stored.y) }, undefined),
    ];
    expect(Math.min(...offered.map(({ value }) => value.g.length))).toBe(3);
  });

  it('shrinks a stored pair and no effective one', () => {
    expect(pairs.canShrinkWithoutContext({ g: [1, 2], y: [2, -1] })).toBe(true);
    expect(pairs.canShrinkWithoutContext({ g: [1, 2], y: [2, 1] })).toBe(false);
    expect(pairs.canShrinkWithoutContext({ g: [1, 2], y: [0, 0] })).toBe(false);
    expect(pairs.canShrinkWithoutContext({ g: [1, 2], y: [1] })).toBe(false);
  });

  it('shrinks to opposite numbers and to two axes', () => {
    expect(minimaOf(pairs, () => true)).toEqual([[[1], [-1]]]);
    expect(minimaOf(pairs, ({ g, y }) => signOfInnerProduct(g, y) === 0)).toEqual([
      [
        [1, 0],
        [0, 1],
      ],
    ]);
  });
});
