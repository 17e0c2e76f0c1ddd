import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { entriesOf, matrixOf } from './denseMatrix.ts';
import { multiply, symmetricSpectrum } from './symmetric.ts';

describe('symmetricSpectrum', () => {
  it.each([1, -1, 1e-300, 1e200, 1e307, 5e-324 * 2 ** 20])(
    'symmetricSpectrum(2, entries) of [2 1; 1 2] times %d is that times 1 and 3',
    (scale) => {
      const { values, vectors } = symmetricSpectrum(
        2,
        Float64Array.of(2, 1, 1, 2).map((entry) => entry * scale),
      );
      const found = [values[0]! / scale, values[1]! / scale];
      expect(Math.min(...found)).toBeCloseTo(1, 5);
      expect(Math.max(...found)).toBeCloseTo(3, 5);
      expect(values[0]).toBeLessThan(values[1]!);
      const signs = vectors.map((v) => Math.sign(v[0]! * v[1]!));
      expect(signs).toEqual(scale > 0 ? [-1, 1] : [1, -1]);
    },
  );

  it('symmetricSpectrum(3, entries) of the second difference is 2 − √2, 2, 2 + √2 with its vectors', () => {
    const entries = Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2);
    const { values, vectors } = symmetricSpectrum(3, entries);
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((value, k) => {
      expect(values[k]).toBeCloseTo(value, 14);
      const v = vectors[k]!;
      expect(Math.hypot(...v)).toBeCloseTo(1, 14);
      multiply(3, entries, v).forEach((entry, i) => {
        expect(entry).toBeCloseTo(value * v[i]!, 14);
      });
    });
  });

  it('symmetricSpectrum(3, entries) puts the eigenvalues of a diagonal in ascending order', () => {
    const { values, vectors } = symmetricSpectrum(3, Float64Array.of(5, 0, 0, 0, -7, 0, 0, 0, 1));
    expect([...values]).toEqual([-7, 1, 5]);
    expect(vectors.map((v) => v.map(Math.abs))).toEqual([
      Float64Array.of(0, 1, 0),
      Float64Array.of(0, 0, 1),
      Float64Array.of(1, 0, 0),
    ]);
  });

  it('symmetricSpectrum(3, entries) ends where squares of the entries overflow', () => {
    const { values } = symmetricSpectrum(3, Float64Array.of(1e300, 1e160, 3, 1e160, 1e-5, 2, 3, 2, 1e200));
    expect([...values].every(Number.isFinite)).toBe(true);
    expect(values[2]! / 1e300).toBeCloseTo(1, 14);
  });

  it('symmetricSpectrum(2, entries) counts as 0 what is below 2⁻⁵⁰⁰ of the largest entry, and nothing else', () => {
    const least = (exponent: number) =>
      symmetricSpectrum(2, Float64Array.of(1, 0, 0, 2 ** exponent)).values[0];
    expect(least(-500)).toBe(2 ** -500);
    expect(least(-501)).toBe(0);
  });

  it('symmetricSpectrum(2, zeros) is zero, symmetricSpectrum(0, []) is empty', () => {
    expect(symmetricSpectrum(2, new Float64Array(4)).values).toEqual(Float64Array.of(0, 0));
    expect(symmetricSpectrum(0, new Float64Array(0))).toEqual({ values: new Float64Array(0), vectors: [] });
  });
});

describe('dense entries', () => {
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ];

  it('entriesOf(matrixOf(3, entries)) is entries, row by row', () => {
    const entries = entriesOf(new Matrix(rows));
    expect([...entries]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(matrixOf(3, entries).to2DArray()).toEqual(rows);
  });

  it('multiply(3, entries, v) is M v', () => {
    const product = multiply(3, Float64Array.from(rows.flat()), Float64Array.of(1, -1, 2));
    expect([...product]).toEqual([1 - 2 + 6, 4 - 5 + 12, 7 - 8 + 18]);
  });
});
