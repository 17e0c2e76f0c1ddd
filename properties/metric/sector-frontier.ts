import fc from 'fast-check';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { inertia } from '../exact/inertia.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';

interface Case extends IntegerPair {
  /** p = (share/16)·yᵀg/gᵀg, below yᵀg/gᵀg. */
  readonly share: number;
}

interface Products {
  /** r = y − p g, times 16 gᵀg. */
  readonly rr: bigint;
  readonly rg: bigint;
  readonly yy: bigint;
}

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/** M = p I + r rᵀ/(rᵀg): p is its smallest eigenvalue, q its largest, and the sector [p, q'] is empty for q' < q. */
const isFrontier =
  (excess: (products: Products) => readonly [bigint, bigint]) =>
  ({ g, y, share }: Case) => {
    const [G, Y] = [g.map(BigInt), y.map(BigInt)];
    const [gg, yg] = [product(G, G), product(Y, G)];
    const p = BigInt(share) * yg;
    const unit = 16n * gg;
    // In units of 1/unit: p, and r = y − p g as integers.
    const r = Y.map((value, i) => unit * value - p * G[i]!);
    const [rr, rg] = [product(r, r), product(r, G)];
    if (rr * gg === rg * rg) return vacuous();
    const [n, d] = excess({ rr, rg, yy: product(Y, Y) * unit * unit });
    // unit·rᵀg·(M − pI) = r rᵀ, and unit·rᵀg·(qI − M) = (q − p) unit rᵀg I − r rᵀ.
    const sides = G.map((_, i) => G.map((__, j) => (i === j ? n * rg : 0n) - r[i]! * r[j]! * d));
    const below = inertia(sides);
    const shorter = inertia(
      G.map((_, i) => G.map((__, j) => (i === j ? n * rg * 999n : 0n) - r[i]! * r[j]! * d * 1000n)),
    );
    return truth(below.negative === 0 && below.zero === 1 && shorter.negative === 1);
  };

export default {
  id: 'X1-frontier',
  claim:
    'For 0 < p < yᵀg/gᵀg the least q with a metric in [p, q] is p + ‖y − p g‖²/((y − p g)ᵀg), attained by p I + (y − p g)(y − p g)ᵀ/((y − p g)ᵀg).',
  source: 'X1',
  given: fc
    .tuple(integerPairs({ min: 2, max: 5 }), fc.integer({ min: 1, max: 15 }))
    .map(([pair, share]): Case => ({ ...pair, share })),
  holds: isFrontier(({ rr, rg }) => [rr, rg]),
  mutants: {
    'yᵀy for ‖y − p g‖²': isFrontier(({ yy, rg }) => [yy, rg]),
    'half the excess': isFrontier(({ rr, rg }) => [rr, 2n * rg]),
    'twice the excess': isFrontier(({ rr, rg }) => [2n * rr, rg]),
  },
} satisfies Claim<Case>;
