import { expect, it } from 'vitest';
import { statedShapes } from './statedShapes.ts';

it('statedShapes(given) puts the parts of θ one after the other', () => {
  expect(statedShapes([{ name: 'weights', shape: [2, 3] }, { shape: [3] }])).toEqual({
    parameters: [
      { name: 'weights', shape: [2, 3], from: 0, to: 6 },
      { name: 'parameter 2', shape: [3], from: 6, to: 9 },
    ],
  });
});

it.each([
  [3, 'parameters must be a list of { name, shape }, got 3'],
  [[], 'parameters must be a list of { name, shape }, got []'],
  [[null], 'parameters[0] must be { name, shape } with a list of whole numbers ≥ 1, got null'],
  [
    [{ shape: [2, 0] }],
    'parameters[0] must be { name, shape } with a list of whole numbers ≥ 1, got {"shape":[2,0]}',
  ],
  [
    [{ shape: [] }],
    'parameters[0] must be { name, shape } with a list of whole numbers ≥ 1, got {"shape":[]}',
  ],
  [
    [{ shape: [1] }, { name: 7, shape: [1] }],
    'parameters[1] must be { name, shape } with a list of whole numbers ≥ 1, got {"name":7,"shape":[1]}',
  ],
  [
    [
      { name: 'w', shape: [1] },
      { name: 'w', shape: [2] },
    ],
    'parameters has the name "w" twice',
  ],
])('statedShapes(%j) says what is wrong', (given, fault) => {
  expect(statedShapes(given)).toEqual({ fault });
});
