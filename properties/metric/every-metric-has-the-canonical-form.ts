import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { inertia } from '../exact/inertia.ts';
import { image, metricsWithUpdate } from '../generators/integers.ts';

interface Case {
  readonly matrix: readonly (readonly number[])[];
  readonly g: readonly number[];
}

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/** S·w for S = M − y yᵀ/w, in integers, w > 0: the same inertia and kernel as S. */
const completes =
  (weight: (y: readonly bigint[], g: readonly bigint[]) => bigint) =>
  ({ matrix, g }: Case) => {
    const y = image(matrix, g).map(BigInt);
    const update = g.map(BigInt);
    const w = weight(y, update);
    const S = matrix.map((row, i) => row.map((value, j) => BigInt(value) * w - y[i]! * y[j]!));
    const { negative, zero, positive } = inertia(S);
    const annihilates = S.every((row) => product(row, update) === 0n);
    return truth(annihilates && negative === 0 && zero === 1 && positive === g.length - 1);
  };

export default {
  id: 'P3',
  claim:
    'For every metric with M g = y, S = M − y yᵀ/(yᵀg) is positive semidefinite of rank D − 1 and S g = 0.',
  source: 'P3',
  given: metricsWithUpdate({ min: 1, max: 6 }),
  holds: completes((y, g) => product(y, g)),
  mutants: {
    'yᵀy for yᵀg': completes((y) => product(y, y)),
    'gᵀg for yᵀg': completes((_, g) => product(g, g)),
    'twice yᵀg': completes((y, g) => 2n * product(y, g)),
  },
} satisfies Claim<Case>;
