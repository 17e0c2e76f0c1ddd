import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { inertia } from '../exact/inertia.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';

/** Columns of E ↦ E g over a basis of the symmetric matrices, one list of D numbers for each basis matrix. */
const constraintColumns = (g: readonly number[]): readonly (readonly bigint[])[] =>
  g.flatMap((_, i) =>
    g
      .slice(0, i + 1)
      .map((_, j) => g.map((_, row) => BigInt((row === i ? g[j]! : 0) + (row === j && i !== j ? g[i]! : 0)))),
  );

/** Rank of the constraints M g = y on the D(D+1)/2 entries of M, by the inertia of A Aᵀ. */
const rank = (columns: readonly (readonly bigint[])[], size: number): number => {
  const rows = Array.from({ length: size }, (_, row) => columns.map((column) => column[row]!));
  const gram = rows.map((a) => rows.map((b) => a.reduce((sum, value, k) => sum + value * b[k]!, 0n)));
  return inertia(gram).positive;
};

const hasDimension = (formula: (size: number) => number) => (pair: IntegerPair) => {
  const size = pair.g.length;
  const columns = constraintColumns(pair.g);
  return truth(columns.length - rank(columns, size) === formula(size));
};

export default {
  id: 'P3-dimension',
  claim: 'The symmetric solutions of M g = y form an affine space of dimension D(D − 1)/2.',
  source: 'P3',
  given: integerPairs({ min: 1, max: 6 }),
  holds: hasDimension((size) => (size * (size - 1)) / 2),
  mutants: {
    'D(D + 1)/2': hasDimension((size) => (size * (size + 1)) / 2),
    'D(D + 1)/2 − 1': hasDimension((size) => (size * (size + 1)) / 2 - 1),
    '(D − 1)²': hasDimension((size) => (size - 1) ** 2),
  },
} satisfies Claim<IntegerPair>;
