import { expect, it } from 'vitest';
import { signOfInnerProduct } from './sign.ts';

it.each([
  [[1, 2], [3, 4], 1],
  [[1, 2], [-3, -4], -1],
  [[1, 1], [1, -1], 0],
  [[1, 1, 1e-300], [1, -1, 1e-300], 1],
  [[1e300, 1], [1e300, 1], 1],
  [[1e300, 1e-300], [1e-300, -2e300], -1],
  [[1e-200, 1], [1, 1e-200], 1],
  [[1e200], [1], 1],
  [[1], [-1e200], -1],
  [[5e-324], [-5e-324], -1],
  [[0, 0], [1, 1], 0],
  [[], [], 0],
])('signOfInnerProduct(%j, %j) is %d', (g, y, sign) => {
  expect(signOfInnerProduct(Float64Array.from(g), Float64Array.from(y))).toBe(sign);
});

it.each([
  [1, 0, 0],
  [-1, 0, 0],
  [1, 40, 40],
  [-1, 40, 40],
  [1, -35, -4],
  [-1, 90, -39],
])('signOfInnerProduct is %d for the least difference of two products, at 2^%d and 2^%d', (sign, p, q) => {
  // (1 + 2⁻⁵²)(1 − 2⁻⁵³) = 1 + 2⁻⁵³ − 2⁻¹⁰⁵, against 1 + 2⁻⁵³ from exact terms: the difference is −2⁻¹⁰⁵.
  const g = Float64Array.of(1 + 2 ** -52, -1, -(2 ** -53)).map((value) => value * 2 ** p);
  const y = Float64Array.of(1 - 2 ** -53, 1, 1).map((value) => -sign * value * 2 ** q);
  expect(signOfInnerProduct(g, y)).toBe(sign);
});
