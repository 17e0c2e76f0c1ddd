import { atMost, truth, whereDecided, worst } from '../../src/checks/outcome/outcome.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import { symmetricSpectrum } from '../../src/linalg/symmetric.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Random, Vector } from '../../src/types/vector.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { lyapunovSolution } from '../flow/lyapunov.ts';
import { type Drawn, drawn, normalVector, sourceOf } from '../generators/drawn.ts';
import { dot, negated } from '../plain/vectors.ts';
import { lyapunovRoundoff } from '../rounding.ts';

type Rows = readonly (readonly number[])[];

/** Block triangular with blocks (−a b; −b −a), a > 0: Hurwitz, with complex eigenvalues, as far from normal as wished. */
const drawHurwitz = (dimension: number, random: Random): Rows => {
  const turn = Array.from({ length: dimension }, () => 3 * random());
  const decay = Array.from({ length: dimension }, () => 1 / 4 + random());
  return Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_row, j) => {
      const pair = i - (i % 2);
      if (i === j) return -decay[pair]!;
      if (j - (j % 2) === pair) return (j > i ? 1 : -1) * turn[pair]!;
      return j > i ? 8 * (random() - 1 / 2) : 0;
    }),
  );
};

const times = (rows: Rows, x: Vector): Vector =>
  Float64Array.from(rows, (row) => row.reduce((sum, entry, j) => sum + entry * x[j]!, 0));

const transposed = (rows: Rows): Rows => rows.map((_, i) => rows.map((row) => row[i]!));

const identity = (dimension: number): Rows =>
  Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_row, j) => (i === j ? 1 : 0)),
  );

/** BBᵀ + I/4 with normal B. */
const drawDefinite = (dimension: number, random: Random): Rows => {
  const b = Array.from({ length: dimension }, () => normalVector(dimension, random));
  return b.map((row, i) => b.map((other, j) => dot(row, other) + (i === j ? 1 / 4 : 0)));
};

/** The unit x on which xᵀAx is largest, where A by itself goes uphill if it does anywhere. */
const steepest = (a: Rows): Vector => {
  const doubled = a.flatMap((row, i) => row.map((entry, j) => entry + a[j]![i]!));
  return symmetricSpectrum(a.length, Float64Array.from(doubled)).vectors.at(-1)!;
};

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

const columnSum = (rows: Rows): number =>
  largest(rows.map((_, j) => rows.reduce((sum, row) => sum + Math.abs(row[j]!), 0)));

interface Pair {
  /** Ax. */
  readonly g: Vector;
  /** −Px. */
  readonly y: Vector;
  /** xᵀQx. */
  readonly form: number;
  /** What rounding may change of yᵀg − ½xᵀQx. */
  readonly allowed: number;
}

const agrees =
  (share: number) =>
  ({ g, y, form, allowed }: Pair): Outcome =>
    atMost(Math.abs(dot(g, y) - share * form), allowed);

const isEffective = ({ g, y, form, allowed }: Pair): Outcome =>
  whereDecided(form / 2 > allowed, () => truth(signOfInnerProduct(g, y) === 1));

/** What is said of the pairs at random x and at the unit x on which xᵀAx is largest. */
const holdsWith =
  (solution: (a: Rows, q: Rows) => Rows, ...judges: readonly ((pair: Pair) => Outcome)[]): Holds<Drawn> =>
  (value) => {
    const { dimension } = value;
    const random = sourceOf(value);
    const a = drawHurwitz(dimension, random);
    const q = drawDefinite(dimension, random);
    const p = solution(a, q);
    const scale = { dimension, matrix: columnSum(a), solution: largest(p.flat()) };
    const points = [steepest(a), ...Array.from({ length: 8 }, () => normalVector(dimension, random))];
    const outcomes = points.flatMap((x) => {
      const point = x.reduce((sum, entry) => sum + Math.abs(entry), 0);
      const pair = {
        g: times(a, x),
        y: negated(times(p, x)),
        form: dot(x, times(q, x)),
        allowed: lyapunovRoundoff({ ...scale, point }),
      };
      return judges.map((judge) => judge(pair));
    });
    return worst(outcomes);
  };

const claim: Claim<Drawn> = {
  id: 'P14-lyapunov',
  claim:
    'for ẋ = Ax, A Hurwitz, and L = ½xᵀPx with AᵀP + PA = −Q, Q definite, yᵀg = ½xᵀQx: effective at every x ≠ 0',
  source: 'P14; Lyapunov 1892',
  given: drawn(1, 5),
  holds: holdsWith(lyapunovSolution, agrees(1 / 2), isEffective),
  mutants: {
    'P = I, which only normal A allow': holdsWith((a) => identity(a.length), isEffective),
    '−P': holdsWith((a, q) => lyapunovSolution(a, q).map((row) => row.map((entry) => -entry)), isEffective),
    'the equation for Aᵀ': holdsWith((a, q) => lyapunovSolution(transposed(a), q), isEffective),
    'the equation for Q = I': holdsWith((a) => lyapunovSolution(a, identity(a.length)), agrees(1 / 2)),
    'xᵀQx, not half of it': holdsWith(lyapunovSolution, agrees(1)),
    'xᵀQx/2 and a millionth': holdsWith(lyapunovSolution, agrees((1 + 1e-6) / 2)),
  },
};

export default claim;
