import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { image } from '../generators/integers.ts';
import { type SpectralIntegers, spectralIntegers } from '../generators/spectralIntegers.ts';

interface Case extends SpectralIntegers {
  readonly g: readonly number[];
}

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/** cos²∠(g, Mg)·(n + d)² ≥ bound(n, d) with κ = n/d, all in integers. */
const bounded =
  (least: (n: bigint, d: bigint) => bigint) =>
  ({ matrix, eigenvalues, g }: Case) => {
    const update = g.map(BigInt);
    const y = image(matrix, g).map(BigInt);
    const [n, d] = [BigInt(Math.max(...eigenvalues)), BigInt(Math.min(...eigenvalues))];
    const across = product(y, update) ** 2n * (n + d) ** 2n;
    return truth(across >= least(n, d) * product(y, y) * product(update, update));
  };

/** Vectors near the one that is turned furthest, so that a bound a little too tight is seen. */
const withUpdate = (value: SpectralIntegers): fc.Arbitrary<Case> =>
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.nat(), fc.nat())
    .map(([a, b, i, j]) => {
      const size = value.matrix.length;
      const [u, v] = [value.eigenvectors[i % size]!, value.eigenvectors[j % size]!];
      const g = u.map((entry, k) => a * entry + b * v[k]!);
      return { ...value, g: g.every((entry) => entry === 0) ? u : g };
    });

export default {
  id: 'X2-bound',
  claim: 'Every SPD M and g ≠ 0 have cos∠(g, Mg) ≥ 2√κ/(1 + κ).',
  source: 'X2',
  given: spectralIntegers({ dimension: { min: 1, max: 6 }, squares: false }).chain(withUpdate),
  holds: bounded((n, d) => 4n * n * d),
  mutants: {
    'cos ≥ 2√κ/√(1 + κ²)': bounded((n, d) => (4n * n * d * (n + d) ** 2n) / (n * n + d * d)),
    'cos² ≥ 2√κ/(1 + κ)': bounded((n, d) => 2n * (n + d) * BigInt(Math.floor(Math.sqrt(Number(n * d))))),
    'bound 5 % too high': bounded((n, d) => (441n * n * d) / 100n),
  },
} satisfies Claim<Case>;
