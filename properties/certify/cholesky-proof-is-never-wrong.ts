import fc from 'fast-check';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactMatrix } from '../exact/exactMetric.ts';
import { inertia } from '../exact/inertia.ts';
import { type EdgeMatrix, edgeMatrices, matrixOf } from '../generators/edgeMatrices.ts';
import { ofCertificates } from '../subjects/certificates.ts';

interface Case extends EdgeMatrix {
  /** Added to the diagonal, relative to it: on either side of what the shift of the proof is. */
  readonly lift: number;
}

/** M with its diagonal lifted: the proof may fail, but where it goes through M is positive definite. */
const sound =
  (proves: (size: number, entries: Float64Array) => boolean) =>
  ({ rows, lift }: Case) => {
    const lifted = rows.map((row, i) => row.map((value, j) => (i === j ? value * (1 + lift) : value)));
    if (lifted.some((row, i) => !(row[i]! > 0))) return vacuous();
    if (!proves(rows.length, Float64Array.from(lifted.flat()))) return vacuous();
    return truth(inertia(exactMatrix(matrixOf({ rows: lifted })).n).positive === rows.length);
  };

/** Cholesky without a shift: what the proof must not be. */
const unshifted = (size: number, entries: Float64Array): boolean => {
  const lower = entries.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j && !(sum > 0)) return false;
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / lower[j * size + j]!;
    }
  }
  return true;
};

export default {
  id: 'C1-cholesky',
  claim: 'Where the shifted Cholesky factorisation runs to the end, the matrix is positive definite.',
  source: 'Rump, BIT Numer. Math. 46 (2006)',
  given: fc
    .tuple(edgeMatrices({ min: 2, max: 6 }), fc.integer({ min: 0, max: 5000 }))
    .map(([{ rows }, units]): Case => ({ rows, lift: units < 2000 ? 0 : (units - 2000) * 2 ** -52 })),
  ...ofCertificates(({ cholesky }) => sound(cholesky)),
  mutants: {
    'no shift': sound(unshifted),
    'shift of the wrong sign': sound((size, entries) =>
      unshifted(
        size,
        entries.map((value, k) => (k % (size + 1) === 0 ? value * (1 + size * 2 ** -52) : value)),
      ),
    ),
  },
} satisfies Claim<Case>;
