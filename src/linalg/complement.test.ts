import { expect, it } from 'vitest';
import { complementBasis, reflect, reflectionOf, unitVector } from './complement.ts';

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

it('complementBasis keeps its promise for one vector along a negative axis', () => {
  const basis = complementBasis([Float64Array.of(0, -1, 0)], 3);
  expect(basis.count).toBe(2);
  const v = Float64Array.of(1, 5, -2);
  const back = basis.combine(basis.coordinates(v));
  expect([...back].map((x) => x + 0)).toEqual([1, 0, -2]);
});

it.each([
  [0.6, 0.8],
  [-0.6, -0.8],
  [0.6, -0.8],
  [1, 0],
  [-1, 0],
  [0, 1],
])('reflect(reflectionOf(x, k), x) lies on axis k for x = [%d, %d]', (...entries) => {
  const unit = Float64Array.from(entries);
  for (const axis of [0, 1]) {
    const h = reflectionOf(unit, axis);
    const image = reflect(h, unit);
    expect(h.pivot).toBe(axis);
    expect(image[1 - axis]).toBeCloseTo(0, 15);
    // The sign that does not cancel: H x = −‖x‖ e where xₖ ≥ 0.
    expect(image[axis]).toBeCloseTo(unit[axis]! < 0 ? 1 : -1, 15);
    expect(dot(h.w, h.w)).toBeCloseTo(2, 14);
  }
});

it('unitVector(2, 1) is e₁', () => {
  expect([...unitVector(2, 1)]).toEqual([0, 1]);
});

it.each([
  { units: [[0.6, 0, 0.8, 0]] },
  { units: [[0, 0, 0, -1]] },
  { units: [[0.5, 0.5, -0.5, 0.5]] },
  {
    units: [
      [0.6, 0, 0.8, 0],
      [0, 1, 0, 0],
    ],
  },
  {
    units: [
      [0.6, 0, 0.8, 0],
      [-0.8, 0, 0.6, 0],
    ],
  },
  {
    units: [
      [1, 0, 0, 0],
      [0, -1, 0, 0],
    ],
  },
  {
    units: [
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ],
  },
  {
    units: [
      [0.5, 0.5, 0.5, 0.5],
      [0.5, -0.5, 0.5, -0.5],
    ],
  },
])('complementBasis of $units is orthonormal, at right angles to them', ({ units }) => {
  const given = units.map((unit) => Float64Array.from(unit));
  const basis = complementBasis(given, 4);
  expect(basis.count).toBe(4 - given.length);
  const vectors = Array.from({ length: basis.count }, (_, k) => basis.vector(k));
  vectors.forEach((v, k) => {
    vectors.forEach((other, l) => {
      expect(dot(v, other)).toBeCloseTo(k === l ? 1 : 0, 14);
    });
    for (const unit of given) expect(dot(v, unit)).toBeCloseTo(0, 14);
  });
  const x = Float64Array.of(1, -2, 3, 5);
  const coordinates = basis.coordinates(x);
  vectors.forEach((v, k) => {
    expect(coordinates[k]).toBeCloseTo(dot(v, x), 13);
  });
  // x without its parts along the units.
  const projected = x.map(
    (value, i) => value - given.reduce((sum, unit) => sum + dot(unit, x) * unit[i]!, 0),
  );
  basis.combine(coordinates).forEach((value, i) => {
    expect(value).toBeCloseTo(projected[i]!, 13);
  });
});

it('complementBasis reflects onto the first of coordinates of one size', () => {
  // Onto the first axis: H = I − wwᵀ with w ∝ (1 + √½, √½), whose second column is (−√½, √½).
  const [first, second] = complementBasis([Float64Array.of(Math.SQRT1_2, Math.SQRT1_2)], 2).vector(0);
  expect(first).toBeCloseTo(-Math.SQRT1_2, 15);
  expect(second).toBeCloseTo(Math.SQRT1_2, 15);
});

it('complementBasis reflects onto the greatest coordinates, so that small errors of a unit stay small', () => {
  // A second unit that is off by 1e-9 in the first pivot: were that coordinate chosen again, nothing would be left.
  const second = Float64Array.of(1e-9, 1e-10, 1, 0);
  const basis = complementBasis([Float64Array.of(1, 0, 0, 0), second], 4);
  const vectors = [basis.vector(0), basis.vector(1)];
  for (const v of vectors) {
    expect(dot(v, v)).toBeCloseTo(1, 14);
    expect(dot(v, second)).toBeCloseTo(0, 8);
    expect(v[0]).toBeCloseTo(0, 15);
  }
});
