import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { readSymmetric, requireMatrix } from './matrix.ts';

const get = (): number => 1;
const rowOf = (...entries: readonly number[]) => new Matrix([[...entries]]);

describe('requireMatrix(caller, matrix)', () => {
  it('takes an ml-matrix Matrix, and whatever has rows, columns and get', () => {
    expect(() => requireMatrix('caller', rowOf(1, 2))).not.toThrow();
    expect(() => requireMatrix('caller', { rows: 1, columns: 1, get })).not.toThrow();
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [3, '3'],
    ['[[1]]', '[[1]]'],
    [[[1]], 'an array'],
    [{}, '[object Object]'],
    [{ rows: 1 }, '[object Object]'],
    [{ rows: 1, columns: 1 }, '[object Object]'],
    [{ rows: 1, get }, '[object Object]'],
    [{ columns: 1, get }, '[object Object]'],
    [{ rows: '1', columns: 1, get }, '[object Object]'],
    [{ rows: 1, columns: '1', get }, '[object Object]'],
    [{ rows: 1, columns: 1, get: 1 }, '[object Object]'],
  ])('refuses %j and shows it', (value, shown) => {
    expect(() => requireMatrix('caller', value)).toThrow(TypeError);
    expect(() => requireMatrix('caller', value)).toThrow(
      `caller: M must be an ml-matrix Matrix, such as new Matrix(rows), got M = ${shown}`,
    );
  });
});

describe('readSymmetric(caller, matrix)', () => {
  it('reads entries row by row', () => {
    const { size, entries, fault } = readSymmetric(
      'caller',
      new Matrix([
        [1, 2, 3],
        [2, 4, 5],
        [3, 5, 6],
      ]),
    );
    expect(size).toBe(3);
    expect([...entries]).toEqual([1, 2, 3, 2, 4, 5, 3, 5, 6]);
    expect(fault).toBeUndefined();
  });

  it('refuses a matrix that is not square', () => {
    expect(() => readSymmetric('caller', rowOf(1, 2))).toThrow(TypeError);
    expect(() => readSymmetric('caller', rowOf(1, 2))).toThrow('caller: M must be square, got M of 1 × 2');
  });

  it('names the first entry that is not finite, before any asymmetry', () => {
    expect(
      readSymmetric(
        'caller',
        new Matrix([
          [1, 2, 3],
          [4, 5, Number.NEGATIVE_INFINITY],
          [7, Number.NaN, 9],
        ]),
      ),
    ).toMatchObject({ fault: 'M[1][2] = -Infinity is not finite', margin: Number.NaN });
  });

  it.each([
    [1, 3, -2 / 3],
    [3, 1, -2 / 3],
    [0, 5, -1],
    [-4, 4, -2],
    [1.7e308, -1.7e308, -2],
    [5e-324, 1e-323, -1 / 2],
  ])('judges the asymmetry of M₂₁ = %d and M₁₂ = %d relative to the larger', (lower, upper, margin) => {
    const found = readSymmetric(
      'caller',
      new Matrix([
        [7, upper],
        [lower, 9],
      ]),
    );
    expect(found).toMatchObject({ fault: `M is not symmetric: M[1][0] = ${lower}, M[0][1] = ${upper}` });
    expect(found.fault !== undefined && found.margin).toBeCloseTo(margin, 14);
  });

  it('finds an asymmetry wherever it is, and counts −0 and 0 as equal', () => {
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const matrix = Matrix.eye(3);
      matrix.set(j, i, 2 ** -60);
      expect(readSymmetric('caller', matrix).fault).toContain(
        `M[${j}][${i}] = ${2 ** -60}, M[${i}][${j}] = 0`,
      );
    }
    const zeros = Matrix.eye(2);
    zeros.set(0, 1, -0);
    expect(readSymmetric('caller', zeros).fault).toBeUndefined();
  });
});
