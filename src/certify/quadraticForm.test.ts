import { expect, it } from 'vitest';
import { quadraticForm } from './quadraticForm.ts';

const form = (rows: readonly (readonly number[])[], x: readonly bigint[]) =>
  quadraticForm(rows.length, Float64Array.from(rows.flat()), x);

it.each([
  // Terms 1, −2, −2, 1 and 1, 2, 2, 1.
  [[1, -1], -1, -2 / 6],
  [[1, 1], 1, 1],
  [[0, 3], 1, 1],
  [[0, 0], 0, 0],
] as const)(
  'quadraticForm([[1, 2], [2, 1]], %j) has the sign %d and is %d of its terms',
  (x, sign, relative) => {
    const found = form(
      [
        [1, 2],
        [2, 1],
      ],
      x.map(BigInt),
    );
    expect(found.sign).toBe(sign);
    expect(found.relative).toBeCloseTo(relative, 15);
  },
);

it('quadraticForm tells 0 from the least fraction of its terms', () => {
  const x = [1n, -1n];
  const singular = [
    [1, 1],
    [1, 1],
  ];
  expect(form(singular, x)).toEqual({ sign: 0, relative: 0 });
  const above = [
    [1, 1],
    [1, 1 + 2 ** -52],
  ];
  expect(form(above, x).sign).toBe(1);
  expect(form(above, x).relative * 2 ** 54).toBeCloseTo(1, 14);
});

it('quadraticForm is exact where the terms span the whole range of doubles', () => {
  // 10³⁰⁸ − 2·10³⁰⁸ + 10³⁰⁸ and 2⁻¹⁰⁷⁴ on top.
  const rows = [
    [1e308, 1e308, 0],
    [1e308, 1e308, 0],
    [0, 0, 5e-324],
  ];
  expect(form(rows, [1n, -1n, 1n]).sign).toBe(1);
  expect(form(rows, [1n, -1n, 0n]).sign).toBe(0);
  expect(form([[-5e-324]], [1n])).toEqual({ sign: -1, relative: -1 });
});
