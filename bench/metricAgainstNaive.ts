import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { ownProperty, tellingAngles } from './measure/metricProperty.ts';
import { ratioRow, seconds } from './measure/ratio.ts';
import type { BenchRow } from './row.ts';

interface Share {
  cases: number;
  telling: number;
  /** Underflow in a plain dot product and the like; counted, so that a shrink is not timed. */
  falseAlarms: number;
}

/** The property as one writes it first: two arrays, a dense matrix, an eigenvalue decomposition, tolerances by feel. */
const naiveProperty = (given: fc.Arbitrary<number[]>, share: Share) =>
  fc.property(given, given, (g, drawn) => {
    share.cases++;
    const G = Matrix.columnVector(g);
    const across = Matrix.columnVector(drawn).dot(G);
    const Y = Matrix.columnVector(drawn.map((value) => (across < 0 ? -value : value)));
    const yg = Math.abs(across);
    const [yy, gg] = [Y.dot(Y), G.dot(G)];
    const c = yg / Math.sqrt(yy * gg);
    // Where products underflow (the decomposition throws there), where the angle is undefined, or at an end where the
    // tolerances below mean nothing, there is nothing to check.
    if (!(yy > 1e-12 && gg > 1e-12)) return true;
    if (!(c >= Math.cos(tellingAngles.max) && c <= Math.cos(tellingAngles.min))) return true;
    share.telling++;
    const complement = Matrix.eye(g.length).sub(G.mmul(G.transpose()).div(gg));
    const M = Y.mmul(Y.transpose())
      .div(yg)
      .add(complement.mul(yy / yg));
    const { realEigenvalues } = new EigenvalueDecomposition(M);
    const [least, greatest] = [Math.min(...realEigenvalues), Math.max(...realEigenvalues)];
    const s = Math.sqrt(1 - c * c);
    const bound = (1 + s) / (1 - s);
    const holds =
      least > 0 &&
      M.mmul(G).sub(Y).norm() <= 1e-6 * Y.norm() * bound &&
      Math.abs(greatest / least / bound - 1) < 1e-3 * bound;
    if (!holds) share.falseAlarms++;
    return true;
  });

const naive = (
  given: fc.Arbitrary<number[]>,
  runs: number,
  per: 'telling case' | 'generated case',
): number => {
  const share = { cases: 0, telling: 0, falseAlarms: 0 };
  const time = seconds(() => fc.assert(naiveProperty(given, share), { numRuns: runs, seed: 1 }));
  return time / (per === 'generated case' ? share.cases : share.telling);
};

/** Against fast-check and an eigenvalue decomposition, D = 2 … 16. */
export default async (): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  for (const dimension of [2, 4, 8, 16]) {
    const lengths = { minLength: dimension, maxLength: dimension };
    const doubles = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), lengths);
    const integers = fc.array(fc.integer({ min: -9, max: 9 }), lengths);
    const row = (
      peer: string,
      given: fc.Arbitrary<number[]>,
      runs: number,
      per: 'telling case' | 'generated case',
    ): Promise<BenchRow> =>
      ratioRow(
        {
          what: `metric property, D = ${dimension}, time for a ${per}`,
          peer,
          target: given === doubles && per === 'telling case' ? { atLeast: 20 } : null,
        },
        {
          warmUps: 1,
          rounds: 7,
          ours: () => ownProperty(dimension, 2000, 1),
          theirs: () => naive(given, runs, per),
        },
      );
    rows.push(
      await row('naive fast-check, doubles in [−1, 1], EVD', doubles, 20_000, 'telling case'),
      await row('naive fast-check, doubles in [−1, 1], EVD', doubles, 5000, 'generated case'),
      await row('naive fast-check, integers in −9 … 9, EVD', integers, 2000, 'telling case'),
    );
  }
  return rows;
};
