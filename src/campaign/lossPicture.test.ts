import { expect, it } from 'vitest';
import { loadFamilies } from '../catalog/losses.ts';
import { seededRandom } from '../linalg/seeded.ts';
import type { TrajectoryRow } from '../types/report.ts';
import type { Json } from '../types/vector.ts';
import { lossPicture } from './lossPicture.ts';

const families = new Map((await loadFamilies()).map((family) => [family.name, family]));

const row = (theta: readonly number[], delta: readonly number[]): TrajectoryRow => ({
  step: 0,
  theta,
  gradient: theta,
  y: theta.map((x) => -x),
  delta,
  loss: 1,
  lossAfter: 1,
  angle: null,
  conditionNumber: null,
  smallestEigenvalue: null,
  largestEigenvalue: null,
  margin: null,
});

const pictured = (name: string, parameters: Json, rows: readonly TrajectoryRow[], file?: string) => {
  const family = families.get(name)!;
  const reference = { family: name, parameters, ...(file !== undefined && { file }) };
  return lossPicture(family, reference, { loss: family.build(parameters), rows });
};

it.each([
  ['quadratic', { spectrum: [1] }, '\\frac{1}{2}   \\theta^2'],
  [
    'quadratic',
    { spectrum: [2, 1], centre: [0, -1] },
    '\\frac{1}{2} \\left(  2 \\theta[0]^2 +  \\left( \\theta[1] + 1 \\right)^2 \\right)',
  ],
  [
    'saddle-quadratic',
    { spectrum: [1, -3] },
    '\\frac{1}{2} \\left(   \\theta[0]^2 - 3 \\theta[1]^2 \\right)',
  ],
  ['l1', { weights: [2], centre: [0.5] }, ' 2 | \\left( \\theta - 0.5 \\right) |'],
  ['linear', { slope: [-1, 3] }, '-  \\theta[0] + 3 \\theta[1]'],
])('lossPicture(…) writes %s with %j as a formula', (name, parameters, formula) => {
  expect(pictured(name, parameters, []).formula).toBe(formula);
});

it('lossPicture(…) gives every built-in family a formula with its numbers or the formula of the family', () => {
  for (const [name, family] of families) {
    const random = seededRandom(1, name);
    for (const dimension of [1, 2, 9]) {
      const { formula, description } = pictured(name, family.draw(dimension, random), []);
      expect(formula ?? description).toMatch(/\S/);
    }
  }
});

it('lossPicture(…) shows L around the run in one and two dimensions', () => {
  const line = pictured('quadratic', { spectrum: [1] }, [row([1], [-2])]).grid!;
  expect([line.from, line.to, line.values.length]).toEqual([[-1.2], [1.2], 81]);
  expect([line.values[0], line.values[40], line.values[80]]).toEqual([0.72, 0, 0.72]);
  // A short run far from 0: as smooth as any other.
  const far = pictured('quadratic', { spectrum: [1] }, [row([1000], [-0.001])]).grid!;
  expect(new Set(far.values).size).toBe(81);
  const plane = pictured('quadratic', { spectrum: [1, 4] }, [row([1, 0], [-2, 0])]).grid!;
  expect(plane.from).toEqual([-1.2, -1.2]);
  expect(plane.values).toHaveLength(625);
  // The first coordinate runs first: (1.2, −1.2) and (0, 1.2).
  expect([plane.values[24], plane.values[24 * 25 + 12]]).toEqual([3.6, 2.88]);
});

it.each([
  ['no run', 'quadratic', { spectrum: [1] }, [], undefined],
  ['three dimensions', 'quadratic', { spectrum: [1, 1, 1] }, [row([1, 1, 1], [1, 1, 1])], undefined],
  ['a range without end', 'quadratic', { spectrum: [1] }, [row([1e200], [-1])], undefined],
  ['a loss of the user', 'quadratic', { spectrum: [1] }, [row([1], [-1])], './loss.ts'],
  ['a loss that moves', 'drifting-quadratic', { spectrum: [1], drift: [1] }, [row([1], [-1])], undefined],
] as const)('lossPicture(…) draws no grid of %s', (_, name, parameters, rows, file) => {
  expect(pictured(name, parameters, rows, file).grid).toBeUndefined();
});

it('lossPicture(…) of a run that stands still reaches a unit either way, and takes in where the reference goes', () => {
  expect(pictured('quadratic', { spectrum: [1] }, [row([0], [0])]).grid).toMatchObject({
    from: [-1],
    to: [1],
  });
  const beside = { ...row([0], [0]), reference: { delta: [1], theta: [10] } };
  expect(pictured('quadratic', { spectrum: [1] }, [beside]).grid).toMatchObject({ from: [-1], to: [11] });
});
