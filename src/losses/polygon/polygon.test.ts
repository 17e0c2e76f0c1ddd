import { describe, expect, it } from 'vitest';
import { loadEveryFamily } from '../../catalog/losses.ts';
import { polygonOf } from './polygon.ts';

const square = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;
const { build } = (await loadEveryFamily()).find(({ name }) => name === 'distance-to-polygon')!;
const at = (...entries: readonly number[]): Float64Array => Float64Array.from(entries);

describe('polygonOf(vertices)', () => {
  const polygon = polygonOf(square);

  it('projects on itself, on edges and on vertices', () => {
    expect(polygon.project(0.5, 0.25)).toEqual([0.5, 0.25]);
    expect(polygon.project(3, 0.25)).toEqual([1, 0.25]);
    expect(polygon.project(-3, -2)).toEqual([-1, -1]);
  });

  it('says where a point is, and how sure the projection is', () => {
    expect(polygon.contains(0, 0)).toBe('inside');
    expect(polygon.contains(2, 0)).toBe('outside');
    expect(polygon.contains(1, 0)).toBe('undecided');
    expect(polygon.projectWithin(0, 0)).toEqual({ point: [0, 0], error: 0 });
    const [edge, border, vertex] = [
      polygon.projectWithin(2, 0.5),
      polygon.projectWithin(1, 0),
      polygon.projectWithin(2, 2),
    ];
    expect(edge.point).toEqual([1, 0.5]);
    expect(border.point).toEqual([1, 0]);
    // Two edges are as near; both lead to the same vertex.
    expect(vertex.point).toEqual([1, 1]);
    for (const { error } of [edge, border, vertex]) {
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(2 ** -40);
    }
  });

  it('refuses what is no convex polygon in anticlockwise order', () => {
    expect(() => polygonOf(square.slice(0, 2))).toThrow('must be 3 to 32 points, got 2');
    expect(() => polygonOf([...square].reverse())).toThrow('must be those of a convex polygon');
    expect(() => polygonOf([...square, [0, 0]])).toThrow('must be those of a convex polygon');
    expect(() =>
      polygonOf([
        [0, 0],
        [1, 0],
        [2, 0],
        [1, 1],
      ]),
    ).toThrow('must be those of a convex polygon');
  });
});

describe('distance-to-polygon', () => {
  it('is steep inside and flat outside, with its minimum where the polygon has 0 or not', () => {
    const loss = build({ smoothness: 2, strongConvexity: 0.5, vertices: square });
    expect(loss.value(at(0.5, 0))).toBe(0.25);
    expect(loss.gradient(at(3, 0.5))).toEqual(at(3, 1));
    expect([loss.smoothness, loss.strongConvexity, loss.minimum]).toEqual([2, 0.5, 0]);
    const beside = build({
      smoothness: 2,
      strongConvexity: 0.5,
      vertices: square.map(([x, y]) => [x + 2, y]),
    });
    // P(0) = (1, 0), θ* = (−3, 0).
    expect(beside.gradient(at(-3, 0))).toEqual(at(0, 0));
    expect(beside.minimum).toBeCloseTo(beside.value(at(-3, 0)), 12);
    expect(beside.minimum).toBeLessThanOrEqual(beside.value(at(-3, 0)));
    expect(build({ smoothness: 1, strongConvexity: 0, vertices: square })).not.toHaveProperty(
      'strongConvexity',
    );
  });

  it.each([
    [{ smoothness: 1, strongConvexity: 2, vertices: square }, 'strongConvexity: must be in [0, smoothness]'],
    [
      { smoothness: 1, strongConvexity: 0, vertices: square.map(([x, y]) => [x + 2, y]) },
      'vertices: 0 must be inside',
    ],
    [
      { smoothness: 1, strongConvexity: 0.5, vertices: square.map(([x, y]) => [x + 1, y]) },
      'vertices: 0 must be inside',
    ],
    [
      { smoothness: 1, strongConvexity: 0.5, vertices: [[1], [2], [3]] },
      'vertices: must be points of the plane',
    ],
  ])('refuses %j', (parameters, says) => {
    expect(() => build(parameters)).toThrow(says);
  });
});
