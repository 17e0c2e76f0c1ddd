import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactFamily } from '../exact/exactMetric.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';

interface Case extends IntegerPair {
  readonly ratio: { readonly n: bigint; readonly d: bigint };
}

type Rows = readonly (readonly bigint[])[];

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

const times = (a: Rows, b: Rows): Rows =>
  a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0n)));

/**
 * The inverse BFGS update of H₀ = h₀I, H = (I − g yᵀ/(yᵀg)) H₀ (I − y gᵀ/(yᵀg)) + g gᵀ/(yᵀg), times M(α) is I, with α = 1/h₀:
 * the update of quasi-Newton codes, which never form M.
 */
const inverts =
  (inverseAlpha: (yy: bigint, yg: bigint) => readonly [bigint, bigint], transposed: boolean) =>
  ({ g, y, ratio }: Case) => {
    const [G, Y] = [g.map(BigInt), y.map(BigInt)];
    const [yg, yy] = [product(Y, G), product(Y, Y)];
    const [n, d] = inverseAlpha(yy, yg);
    const [h, k] = [ratio.d * n, ratio.n * d];
    const left = G.map((gi, i) => Y.map((yj, j) => (i === j ? yg : 0n) - gi * yj));
    const right = Y.map((yi, i) => G.map((gj, j) => (i === j ? yg : 0n) - yi * gj));
    const inner = transposed ? times(right, left) : times(left, right);
    // (yᵀg)²·k·H
    const H = inner.map((row, i) => row.map((value, j) => value * h + G[i]! * G[j]! * yg * k));
    const M = exactFamily(g, y, ratio);
    const unit = yg * yg * k * M.d;
    const identity = times(M.n, H);
    return truth(identity.every((row, i) => row.every((value, j) => value === (i === j ? unit : 0n))));
  };

export default {
  id: 'X3-bfgs',
  claim: 'M(α) is the BFGS update of αI for the secant pair (g, y).',
  source: 'X3; Nocedal and Wright, Numerical Optimization (2006), (6.17)',
  given: fc
    .tuple(integerPairs({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(([pair, n, d]): Case => ({ ...pair, ratio: { n: BigInt(n), d: BigInt(d) } })),
  holds: inverts((yy, yg) => [yg, yy], false),
  mutants: {
    'H₀ = αI': inverts((yy, yg) => [yy, yg], false),
    'factors exchanged': inverts((yy, yg) => [yg, yy], true),
  },
} satisfies Claim<Case>;
