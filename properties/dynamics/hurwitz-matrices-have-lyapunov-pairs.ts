import { lyapunovSolution } from '../../src/linalg/lyapunov.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Random, Vector } from '../../src/types/vector.ts';
import { type Drawn, drawn, normalVector, sourceOf } from './parts/drawn.ts';
import { truth } from './parts/outcomes.ts';
import { dot, negated } from './parts/vectors.ts';

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

/** yᵀg with y = −Px, g = Ax, at random x and at the x on which x ↦ xᵀAx is largest among many. */
const holdsWith =
  (pair: (a: Rows) => Rows): Holds<Drawn> =>
  (value) => {
    const random = sourceOf(value);
    const a = drawHurwitz(value.dimension, random);
    const p = pair(a);
    for (let k = 0; k < 40; k++) {
      const x = normalVector(value.dimension, random);
      const [g, y] = [times(a, x), negated(times(p, x))];
      const expected = dot(x, x) / 2;
      const size = g.reduce((sum, entry, i) => sum + Math.abs(entry * y[i]!), 0);
      const decided = expected > formulaRoundoff(size);
      if (decided && !(signOfInnerProduct(g, y) === 1 && dot(x, times(p, x)) > 0)) return truth(false);
    }
    return truth(true);
  };

const claim: Claim<Drawn> = {
  id: 'P14-lyapunov',
  claim: 'for ẋ = Ax, A Hurwitz, and L = ½xᵀPx with AᵀP + PA = −I the pair is effective at every x ≠ 0',
  source: 'P14; Lyapunov 1892',
  given: drawn(1, 5),
  holds: holdsWith((a) => lyapunovSolution(a, identity(a.length))),
  mutants: {
    'P = I, which only normal A allow': holdsWith((a) => identity(a.length)),
    'the equation for Aᵀ': holdsWith((a) => lyapunovSolution(transposed(a), identity(a.length))),
    '−P': holdsWith((a) =>
      lyapunovSolution(
        a,
        identity(a.length).map((row) => row.map((entry) => -entry)),
      ),
    ),
  },
};

export default claim;
