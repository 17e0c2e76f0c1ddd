import { describe, expect, it } from 'vitest';
import { loadEveryFamily, loadFamilies } from '../../catalog/losses.ts';
import type { LossFamily } from '../../types/loss.ts';
import type { Json } from '../../types/vector.ts';
import { piecewiseFunction } from './pieces.ts';
import { turnBack, turnErrors, turnForward } from './turns.ts';

const families = await loadEveryFamily();
const family = (name: string): LossFamily => families.find((known) => known.name === name)!;
const at = (...entries: readonly number[]): Float64Array => Float64Array.from(entries);
const line = (kinks: readonly number[], slopes: readonly number[]): Json => ({
  terms: [{ kinks, slopes }],
  rotation: null,
});

it('families that are to be named are drawn by default nowhere', async () => {
  const usual = (await loadFamilies()).map(({ name }) => name);
  const named = families.filter(({ onlyNamed }) => onlyNamed).map(({ name }) => name);
  expect(named).toEqual([
    'piecewise-quadratic',
    'non-convex-piecewise-quadratic',
    'rotated-piecewise-quadratic',
    'distance-to-polygon',
    'himmelblau',
    'beale',
    'cubic-valley',
    'rastrigin',
  ]);
  expect(usual.filter((name) => named.includes(name))).toEqual([]);
});

describe('piecewise-quadratic', () => {
  // Lessard, Recht and Packard 2016, section 4.6: f′ = 25x, x + 24, 25x − 24.
  const worst = family('piecewise-quadratic').build(line([1, 2], [25, 1, 25]));

  it('is the published function on which heavy ball cycles', () => {
    for (const [x, slope] of [
      [-2, -50],
      [0.5, 12.5],
      [1.5, 25.5],
      [3, 51],
    ] as const)
      expect(worst.gradient(at(x))).toEqual(at(slope));
    expect([worst.smoothness, worst.strongConvexity, worst.minimum]).toEqual([25, 1, 0]);
  });

  it('is flat where a slope is 0, with its minimisers known', () => {
    const huber = piecewiseFunction({ kinks: [-1, 1], slopes: [0, 1, 0] });
    expect(huber.value(3)).toBe(2.5);
    expect(huber.minimisers).toEqual({ least: 0, greatest: 0 });
    const flat = piecewiseFunction({ kinks: [-2, -1, 3], slopes: [1, 0, 0, 2] });
    expect(flat.minimisers).toEqual({ least: -2, greatest: 3 });
    expect(piecewiseFunction({ kinks: [1], slopes: [0, 2] }).minimisers).toEqual({
      least: Number.NEGATIVE_INFINITY,
      greatest: 1,
    });
    expect(piecewiseFunction({ kinks: [-1], slopes: [2, 0] }).minimisers).toEqual({
      least: -1,
      greatest: Number.POSITIVE_INFINITY,
    });
    expect(piecewiseFunction({ kinks: [-1, 0], slopes: [2, 0, 1] }).minimisers.least).toBe(-1);
    expect(piecewiseFunction({ kinks: [0], slopes: [0, 1] }).minimisers.least).toBe(Number.NEGATIVE_INFINITY);
    expect(piecewiseFunction({ kinks: [0], slopes: [3, 1] }).minimisers.least).toBe(0);
  });

  it.each<[Json, string]>([
    [{ terms: [] }, 'terms: must be a list with an entry'],
    [line([2, 1], [1, 1, 1]), 'kinks: must ascend'],
    [line([1], [1]), 'slopes: must be one more than kinks'],
    [line([1], [1, -1]), 'slopes: must end ≥ 0'],
    [line([], [0]), 'not all be 0'],
    [line([1, 2], [1, -1, 1]), 'slopes: must be ≥ 0'],
    [
      {
        terms: [
          { kinks: [], slopes: [1] },
          { kinks: [], slopes: [1] },
        ],
      },
      'terms: must be one, got 2',
    ],
    [{ terms: [{ kinks: [], slopes: [1] }], rotation: 3 }, 'rotation: must be a list'],
    [
      line(
        Array.from({ length: 65 }, (_, k) => k),
        [],
      ),
      'kinks: must be at most 64',
    ],
  ])('refuses %j', (parameters, says) => {
    expect(() => family('piecewise-quadratic').build(parameters)).toThrow(says);
  });
});

describe('non-convex-piecewise-quadratic', () => {
  const { build } = family('non-convex-piecewise-quadratic');

  it('states the least of its minima, whichever side it is on', () => {
    // f′(1) = 1, falls by −2 a unit to −1 at 2, back to 0 at 3: f(2) = 1/2, f(3) = 0 − and one more to the left.
    const both = build(line([1, 2], [1, -2, 1]));
    expect(both.minimum).toBeLessThanOrEqual(0);
    expect(both.minimum).toBeCloseTo(0.5 + 0 - 0.5, 12);
    const left = build(line([-3, -1], [2, -2, 1]));
    // f(−1) = 1/2, f′(−1) = −1; f′(−3) = 3 and f(−3) = 1/2 − 2 = −3/2; the vertex is 9/4 lower.
    expect(left.minimum).toBeCloseTo(-1.5 - 9 / 4, 9);
    expect(left.minimum).toBeLessThanOrEqual(-1.5 - 9 / 4);
    expect(left).toMatchObject({ facts: { convex: false }, smoothness: 2, landmarks: [] });
    expect(left).not.toHaveProperty('strongConvexity');
  });

  it('refuses what is not bounded below, and more than one coordinate', () => {
    expect(() => build(line([1, 3], [1, -1, 0]))).toThrow('f must be bounded below');
    expect(() => build(line([-3, -1], [0, -1, 1]))).toThrow('f must be bounded below');
    const one = { kinks: [], slopes: [1] };
    expect(() => build({ terms: [one, one] })).toThrow('terms: must be one, got 2');
  });
});

describe('rotated-piecewise-quadratic', () => {
  const { build, drop } = family('rotated-piecewise-quadratic');
  const terms = [
    { kinks: [1], slopes: [2, 1] },
    { kinks: [], slopes: [3] },
    { kinks: [-1], slopes: [1, 1] },
  ];

  it('is the sum along axes turned by 3/5 and 4/5', () => {
    const loss = build({ terms: terms.slice(0, 2), rotation: [[0, 1]] });
    // z = (3·3 + 4·4, 3·4 − 4·3)/5 = (5, 0): f₀(5) = 1 + 2·4 + 16/2, f₀′(5) = 6.
    expect(loss.value(at(3, 4))).toBe(17);
    expect(loss.gradient(at(3, 4))).toEqual(at(18 / 5, 24 / 5));
    expect([loss.smoothness, loss.strongConvexity]).toEqual([3, 1]);
  });

  it('drops a term with its turns', () => {
    expect(
      drop?.(
        {
          terms,
          rotation: [
            [0, 1],
            [0, 2],
          ],
        },
        1,
      ),
    ).toEqual({
      kept: [0, 2],
      parameters: { terms: [terms[0], terms[2]], rotation: [[0, 1]] },
    });
    expect(drop?.({ terms, rotation: [[0, 1]] }, 0)?.parameters).toMatchObject({ rotation: null });
  });

  it.each([[[0, 0]], [[0, 3]], [[0]], [['x', 1]], [[0.5, 1]], [[-1, 1]]])('refuses the turn %j', (turn) => {
    expect(() => build({ terms, rotation: [turn] })).toThrow('rotation: must be pairs of two coordinates');
  });
});

it('turnBack(turns, z) undoes turnForward within the bounds of turnErrors', () => {
  const turns = [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const;
  const z = at(0.3, -1.7, 2.1);
  const [moved, errors] = [z.slice(), new Float64Array(3)];
  turnErrors(turns, moved, errors, true);
  const forward = z.slice();
  turnForward(turns, forward);
  expect(moved).toEqual(forward);
  turnErrors(turns, moved, errors, false);
  turnBack(turns, forward);
  for (const [i, x] of forward.entries()) expect(Math.abs(x - z[i]!)).toBeLessThanOrEqual(errors[i]!);
});
