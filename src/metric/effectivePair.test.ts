import { describe, expect, it } from 'vitest';
import { effectivePair } from './effectivePair.ts';
import { pairGeometry } from './pairGeometry.ts';

describe('effectivePair', () => {
  it('effectivePair([1, 2], [2, 1]) has cosine 4/5 and sine 3/5', () => {
    const pair = effectivePair([1, 2], [2, 1]);
    expect(pair.cosine).toBeCloseTo(0.8, 15);
    expect(pair.sine).toBeCloseTo(0.6, 15);
    expect(pair.angle).toBeCloseTo(Math.atan2(3, 4), 15);
  });

  it('effectivePair keeps a Float64Array and copies anything else', () => {
    const g = Float64Array.of(1, 0);
    const y = [1, 1];
    const pair = effectivePair(g, y);
    expect(pair.g).toBe(g);
    y[0] = 5;
    expect([...pair.y]).toEqual([1, 1]);
  });

  it('effectivePair sees an inner product of 10⁻⁶⁰⁰ behind terms that cancel', () => {
    expect(effectivePair([1, 1, 1e-300], [1, -1, 1e-300]).angle).toBe(Math.PI / 2);
    expect(() => effectivePair([1, 1, 1e-300], [1, -1, -1e-300])).toThrow('pointing away');
  });

  it('effectivePair gives the angle of subnormal and of huge vectors', () => {
    expect(effectivePair([5e-324, 0], [1e308, 1e308]).angle).toBeCloseTo(Math.PI / 4, 15);
    expect(effectivePair([1e308, 1e308], [1e308, 1e308]).sine).toBe(0);
  });

  it('effectivePair of one coordinate has angle 0', () => {
    expect(effectivePair([-3], [-1e-200])).toMatchObject({ cosine: 1, sine: 0, angle: 0 });
  });

  it.each([
    ['orthogonal', [1, 0], [0, 1], 'yᵀg must be > 0, got g = [1, 0] orthogonal to y = [0, 1]'],
    ['opposite', [1, 2], [-1, -2], 'pointing away from'],
    ['zero g', [0, 0], [1, 2], 'g must not be 0, got g = [0, 0]'],
    ['zero y', [1, 2], [0, -0], 'y must not be 0, got y = [0, 0]'],
    ['both zero', [0], [0], 'at rest'],
    ['NaN', [1, Number.NaN], [1, 2], 'g must be finite, got g[1] = NaN'],
    ['infinite', [1, 2], [Number.NEGATIVE_INFINITY, 2], 'y must be finite, got y[0] = -Infinity'],
    ['empty', [], [], 'g must have a coordinate, got g = []'],
  ])('effectivePair refuses %s vectors and shows the value', (_, g, y, message) => {
    expect(() => effectivePair(g, y)).toThrow(RangeError);
    expect(() => effectivePair(g, y)).toThrow(message);
  });

  it.each([
    [
      [0, 0],
      [0, 1],
      'effectivePair: g must not be 0, got g = [0, 0]; an invertible matrix maps nothing but 0 to 0',
    ],
    [
      [0, 1],
      [0, 0],
      'effectivePair: y must not be 0, got y = [0, 0]; an invertible matrix maps nothing but 0 to 0',
    ],
    [[0, 0], [0, 0], 'effectivePair: g must not be 0, got g = [0, 0]; g = y = 0 is a step at rest'],
  ])('effectivePair(%j, %j) tells one zero vector from two', (g, y, message) => {
    expect(() => effectivePair(g, y)).toThrow(message);
  });

  it.each([
    ['lengths that differ', [1, 2], [1, 2, 3], 'the same length, got g = [1, 2] and y = [1, 2, 3]'],
    ['a string', [1, 2], 'ab', 'y must be an array of numbers, got y = ab'],
    ['a number', 3, [1], 'g must be an array of numbers, got g = 3'],
    ['a string inside', [1, '2'], [1, 2], 'g must hold numbers, got g[1] = 2'],
    ['nothing', undefined, [1], 'got g = undefined'],
    ['null', [1], null, 'got y = null'],
  ])('effectivePair refuses %s by TypeError', (_, g, y, message) => {
    const call = (): unknown => Reflect.apply(effectivePair, undefined, [g, y]);
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });

  it('effectivePair shortens long vectors in its messages', () => {
    const g = new Float64Array(100).fill(1);
    expect(() =>
      effectivePair(
        g,
        g.map((value) => -value),
      ),
    ).toThrow('[1, 1, 1, 1, 1, … 100 coordinates]');
  });
});

describe('pairGeometry', () => {
  it('pairGeometry measures pairs above 90° as well', () => {
    const { sign, angle } = pairGeometry([1, 0], [-1, 1]);
    expect(sign).toBe(-1);
    expect(angle).toBeCloseTo((3 * Math.PI) / 4, 15);
  });

  it('pairGeometry tells orthogonal from almost orthogonal', () => {
    expect(pairGeometry([1, 1], [1, -1]).sign).toBe(0);
    expect(pairGeometry([1, 1], [1, -1 + 2 ** -53]).sign).toBe(1);
  });

  it('pairGeometry tells parallel from almost parallel, below the resolution of doubles', () => {
    expect(pairGeometry([3, 6, 9], [1, 2, 3]).sine).toBe(0);
    expect(pairGeometry([1, 1e-200], [1, 0]).sine).toBe(1e-200);
    expect(pairGeometry([1e300, 1e-10], [1e300, 0]).sine).toBeCloseTo(0, 300);
    expect(pairGeometry([-1, 0], [1, 1e-30]).cosine).toBe(-1);
  });

  it('pairGeometry refuses a zero vector', () => {
    expect(() => pairGeometry([0, 0], [1, 1])).toThrow('pairGeometry: g must not be 0');
  });
});
