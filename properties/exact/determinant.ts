import type { Fraction } from './fraction.ts';

/** Determinant of an integer matrix by expansion over column subsets, in D·2^D products. Exact. */
export const determinant = (matrix: readonly (readonly bigint[])[]): bigint => {
  const size = matrix.length;
  const known = new Map<number, bigint>([[0, 1n]]);
  const minor = (columns: number, row: number): bigint => {
    const found = known.get(columns);
    if (found !== undefined) return found;
    let [sum, sign] = [0n, 1n];
    for (let j = 0; j < size; j++) {
      if (!(columns & (1 << j))) continue;
      sum += sign * matrix[row]![j]! * minor(columns & ~(1 << j), row + 1);
      sign = -sign;
    }
    known.set(columns, sum);
    return sum;
  };
  return minor(2 ** size - 1, 0);
};

/** log(n/d) of positive integers of any length. */
export const logOfFraction = ({ n, d }: Fraction): number => logOfInteger(n) - logOfInteger(d);

const logOfInteger = (x: bigint): number => {
  const excess = Math.max(0, x.toString(2).length - 60);
  return Math.log(Number(x >> BigInt(excess))) + excess * Math.LN2;
};
