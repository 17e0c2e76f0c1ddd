import { truth } from '../../src/checks/outcome/outcome.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim } from '../../src/types/claim.ts';
import { image, metricsWithUpdate } from '../generators/integers.ts';

interface Case {
  readonly matrix: readonly (readonly number[])[];
  readonly g: readonly number[];
}

/** y := M g is exact, since all of it is in integers. */
const effective =
  (change: (matrix: Case['matrix']) => Case['matrix']) =>
  ({ matrix, g }: Case) => {
    const y = image(change(matrix), g);
    return truth(y.some((value) => value !== 0) && pairGeometry(g, y).sign === 1);
  };

export default {
  id: 'P1-converse',
  claim: 'If M is symmetric positive definite and g ≠ 0, then yᵀg > 0 for y = M g.',
  source: 'P1',
  given: metricsWithUpdate({ min: 1, max: 8 }),
  holds: effective((matrix) => matrix),
  mutants: {
    'M negative definite': effective((matrix) => matrix.map((row) => row.map((value) => -value))),
    'M indefinite': effective((matrix) =>
      matrix.map((row, i) => row.map((value, j) => value - (i === j ? 60 : 0))),
    ),
    'M skew-symmetric': effective((matrix) =>
      matrix.map((row, i) => row.map((value, j) => (i < j ? value : i > j ? -value : 0))),
    ),
  },
} satisfies Claim<Case>;
