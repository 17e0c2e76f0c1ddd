import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { determinant } from '../exact/determinant.ts';
import { exactFamily } from '../exact/exactMetric.ts';
import { image, metricsWithUpdate } from '../generators/integers.ts';

interface Case {
  readonly matrix: readonly (readonly number[])[];
  readonly g: readonly number[];
}

/** (tr M)^D/det M of integers, as numerator and denominator: (D·ω)^D. */
const omega = (n: readonly (readonly bigint[])[]): readonly [bigint, bigint] => {
  const trace = n.reduce((sum, row, i) => sum + row[i]!, 0n);
  return [trace ** BigInt(n.length), determinant(n)];
};

/** ω of an arbitrary metric against that of M(ratio·α*) for the same pair: larger, or the matrices are equal. */
const least =
  (ratio: { readonly n: bigint; readonly d: bigint }) =>
  ({ matrix, g }: Case) => {
    const y = image(matrix, g);
    const optimal = exactFamily(g, y, ratio);
    const [n, d] = omega(optimal.n);
    const M = matrix.map((row) => row.map(BigInt));
    const [left, right] = [omega(M), [n, d] as const];
    const difference = left[0] * right[1] - right[0] * left[1];
    const equal = M.every((row, i) => row.every((value, j) => value * optimal.d === optimal.n[i]![j]!));
    return truth(difference > 0n || (difference === 0n && equal));
  };

/** Metrics that differ from the optimum by little compete as well: M(α) with α close to α*. */
const close =
  (ratio: { readonly n: bigint; readonly d: bigint }) =>
  ({ matrix, g }: Case) => {
    const y = image(matrix, g);
    const [n, d] = omega(exactFamily(g, y, ratio).n);
    return [
      { n: 99n, d: 100n },
      { n: 1n, d: 1n },
      { n: 101n, d: 100n },
    ].every((near) => {
      const [a, b] = omega(exactFamily(g, y, near).n);
      return a * d >= n * b;
    });
  };

const minimises = (ratio: { readonly n: bigint; readonly d: bigint }) => (value: Case) => {
  const outcome = least(ratio)(value);
  return outcome.status === 'holds' ? truth(close(ratio)(value)) : outcome;
};

export default {
  id: 'X4-omega',
  claim: 'Over all metrics with M g = y, M(α*) alone minimises (tr M/D)/det(M)^{1/D}.',
  source: 'X4; Dennis and Wolkowicz, SIAM J. Numer. Anal. 30 (1993)',
  given: metricsWithUpdate({ min: 2, max: 5 }),
  holds: minimises({ n: 1n, d: 1n }),
  mutants: {
    'α 1 % above α*': minimises({ n: 101n, d: 100n }),
    'α 1 % below α*': minimises({ n: 99n, d: 100n }),
    'α = 2α*': minimises({ n: 2n, d: 1n }),
  },
} satisfies Claim<Case>;
