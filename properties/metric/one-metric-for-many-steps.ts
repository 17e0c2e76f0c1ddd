import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { kernel, reducedRows } from '../../src/linalg/rationalRows.ts';
import { type ConstantMetric, constantMetric } from '../../src/metric/constantMetric.ts';
import type { Claim } from '../../src/types/claim.ts';
import { inertia } from '../exact/inertia.ts';

type Row = readonly number[];

/** Updates and negated gradients, and whether one metric is known to map the ones to the others. */
interface Case {
  readonly g: readonly Row[];
  readonly y: readonly Row[];
  readonly exists: boolean;
}

const dot = (a: Row, b: Row): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const times = (matrix: readonly Row[], v: Row): Row => matrix.map((row) => dot(row, v));
const product = (a: readonly Row[]): readonly Row[] => a.map((row) => a.map((other) => dot(row, other)));

interface Drawn {
  readonly factor: readonly Row[];
  readonly skew: number;
  readonly columns: readonly Row[];
}

const drawn = fc.integer({ min: 2, max: 4 }).chain((size) => {
  const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size, maxLength: size });
  return fc.record<Drawn>({
    factor: fc.array(row, { minLength: size, maxLength: size }),
    skew: fc.integer({ min: 1, max: 3 }),
    columns: fc
      .array(row, { minLength: 1, maxLength: size + 1 })
      .map((rows) =>
        rows.map((one, i) => (one.every((x) => x === 0) ? one.map((_, j) => (j === i % size ? 1 : 0)) : one)),
      ),
  });
});

const metricOf = (factor: readonly Row[]): readonly Row[] =>
  product(factor).map((row, i) => row.map((value, j) => value + (i === j ? 1 : 0)));

/** Y = A Aᵀ G + G: the metric is A Aᵀ + I. */
const mapped = ({ factor, columns }: Drawn): Case => ({
  g: columns,
  y: columns.map((g) => times(metricOf(factor), g)),
  exists: true,
});

/** e₁ and e₂ among the updates, and M + K with a skew K: gᵢᵀyⱼ and gⱼᵀyᵢ differ by 2k. */
const skewed = ({ factor, skew, columns }: Drawn): Case => {
  const size = factor.length;
  const unit = (at: number): Row => Array.from({ length: size }, (_, i) => (i === at ? 1 : 0));
  const matrix = metricOf(factor).map((row, i) =>
    row.map((value, j) => value + (i === 0 && j === 1 ? skew : i === 1 && j === 0 ? -skew : 0)),
  );
  const g = [unit(0), unit(1), ...columns.slice(0, 2)];
  return { g, y: g.map((column) => times(matrix, column)), exists: false };
};

/** A semidefinite matrix that maps an update to a vector at right angles to it, or to 0: gᵀMg = 0 with g ≠ 0. */
const flat = ({ factor, columns }: Drawn): Case => {
  const rows = factor.slice(0, factor.length - 1).map((row) => [...row.slice(0, -1), 0]);
  const last = factor[0]!.map((_, i, { length }) => (i === length - 1 ? 1 : 0));
  const matrix = product(factor[0]!.map((_, j) => rows.map((row) => row[j]!)));
  const g = [last, ...columns.slice(0, 2)];
  return { g, y: g.map((column) => times(matrix, column)), exists: false };
};

/** The same update twice with two gradients, which are as long along every update. */
const twoImages = ({ factor, skew }: Drawn): Case => {
  const size = factor.length;
  const first = Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0));
  const y = times(metricOf(factor), first);
  return { g: [first, first], y: [y, y.map((value, i) => value + (i === 1 ? skew : 0))], exists: false };
};

/** A symmetric matrix that is not semidefinite. */
const indefinite = ({ factor, columns }: Drawn): Case => {
  const least = product(factor).map((row, i) =>
    row.map((value, j) => (i === j && i === 0 ? -1 : i === 0 || j === 0 ? 0 : value)),
  );
  const g = [factor.map((_, i) => (i === 0 ? 1 : 0)), ...columns.slice(0, 2)];
  return { g, y: g.map((column) => times(least, column)), exists: false };
};

const big = (rows: readonly Row[]): readonly (readonly bigint[])[] => rows.map((row) => row.map(BigInt));
const bigDot = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/** M gᵢ = yᵢ exactly, M symmetric with positive eigenvalues alone. */
const isMetric = (found: ConstantMetric & { exists: true }, { g, y }: Case): boolean => {
  const size = g[0]!.length;
  const rows = Array.from({ length: size }, (_, i) => found.entries.slice(i * size, (i + 1) * size));
  const scale = 2n ** BigInt(Math.abs(found.exponent));
  const [up, down] = found.exponent >= 0 ? [scale, 1n] : [1n, scale];
  const maps = big(g).every((column, i) =>
    rows.every((row, at) => bigDot(row, column) * up === BigInt(y[i]![at]!) * found.denominator * down),
  );
  const symmetric = rows.every((row, i) => row.every((value, j) => value === rows[j]![i]));
  return maps && symmetric && inertia(rows).positive === size;
};

const combination = (vectors: readonly Row[], c: readonly bigint[]): readonly bigint[] =>
  vectors[0]!.map((_, i) =>
    bigDot(
      c,
      vectors.map((vector) => BigInt(vector[i]!)),
    ),
  );

/** What is said against a metric is so. */
const isWitness = (found: ConstantMetric & { exists: false }, { g, y }: Case): boolean => {
  if (found.reason === 'asymmetric') {
    const [i, j] = found.pair;
    return dot(g[i]!, y[j]!) !== dot(g[j]!, y[i]!);
  }
  const [ofG, ofY] = [combination(g, found.direction), combination(y, found.direction)];
  const moves = ofG.some((entry) => entry !== 0n);
  return found.reason === 'not-positive'
    ? moves && bigDot(ofG, ofY) <= 0n
    : !moves && ofY.some((entry) => entry !== 0n);
};

const judged = (decide: (value: Case) => ConstantMetric) => (value: Case) => {
  const found = decide(value);
  if (found.exists !== value.exists) return truth(false);
  return truth(found.exists ? isMetric(found, value) : isWitness(found, value));
};

/** A decision by the conditions that a mutant leaves; what it says beside that is our own, or nothing. */
const byConditions =
  (isMet: (products: readonly Row[], value: Case) => boolean) =>
  (value: Case): ConstantMetric => {
    const own = constantMetric(value.g, value.y);
    const exists = isMet(
      value.g.map((gi) => value.y.map((yj) => dot(gi, yj))),
      value,
    );
    return exists && !own.exists ? { exists, entries: [], denominator: 1n, exponent: 0 } : own;
  };

const isSymmetric = (s: readonly Row[]): boolean =>
  s.every((row, i) => row.every((value, j) => value === s[j]![i]));
const isSemidefinite = (s: readonly Row[]): boolean =>
  inertia(big(s.map((row, i) => row.map((value, j) => value + s[j]![i]!)))).negative === 0;
const vanish = (s: readonly Row[], vectors: readonly Row[]): boolean =>
  kernel(big(s), s.length).every((c) => combination(vectors, c).every((entry) => entry === 0n));

export default {
  id: 'X10',
  claim:
    'One symmetric positive definite M with M gᵢ = yᵢ for every i exists exactly where GᵀY is symmetric, positive semidefinite and of the rank of [G; Y]; M = Y_B(G_BᵀY_B)⁻¹Y_Bᵀ + ZZᵀ is one.',
  source: 'X10',
  given: fc.oneof(
    { weight: 2, arbitrary: drawn.map(mapped) },
    drawn.map(skewed),
    drawn.map(flat),
    drawn.map(twoImages),
    drawn.map(indefinite),
  ),
  holds: judged(({ g, y }) => constantMetric(g, y)),
  mutants: {
    'symmetry dropped': judged(
      byConditions((s, { g, y }) => isSemidefinite(s) && vanish(s, g) && vanish(s, y)),
    ),
    '≥ for > on the span': judged(byConditions((s) => isSymmetric(s) && isSemidefinite(s))),
    'kernel condition on G alone': judged(
      byConditions((s, { g }) => isSymmetric(s) && isSemidefinite(s) && vanish(s, g)),
    ),
    'ZZᵀ left out': judged(({ g, y }) => {
      const found = constantMetric(g, y);
      if (!found.exists) return found;
      const size = g[0]!.length;
      const rows = Array.from({ length: size }, (_, i) => g.map((column) => BigInt(column[i]!)));
      const basis = reducedRows(rows, g.length).pivots.map((i) => big(g)[i]!);
      const complement = kernel(basis, size);
      const entries = found.entries.map((entry, at) =>
        complement.reduce(
          (rest, z) => rest - found.denominator * z[Math.floor(at / size)]! * z[at % size]!,
          entry,
        ),
      );
      return { ...found, entries };
    }),
  },
} satisfies Claim<Case>;
