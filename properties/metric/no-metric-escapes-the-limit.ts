import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { inertia } from '../exact/inertia.ts';
import { image, metricsWithUpdate } from '../generators/integers.ts';

interface Case {
  readonly matrix: readonly (readonly number[])[];
  readonly g: readonly number[];
}

interface Products {
  readonly yy: bigint;
  readonly gg: bigint;
  readonly yg: bigint;
}

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/** λmin ≤ low and high ≤ λmax, by the inertia of M − low·I and high·I − M in integers. */
const bracketed =
  (bounds: (products: Products) => { low: [bigint, bigint]; high: [bigint, bigint] }) =>
  ({ matrix, g }: Case) => {
    const [update, y] = [g.map(BigInt), image(matrix, g).map(BigInt)];
    const { low, high } = bounds({ yy: product(y, y), gg: product(update, update), yg: product(y, update) });
    const minus = ([n, d]: [bigint, bigint]) =>
      inertia(matrix.map((row, i) => row.map((value, j) => BigInt(value) * d - (i === j ? n : 0n))));
    const [below, above] = [minus(low), minus(high)];
    return truth(below.negative + below.zero > 0 && above.positive + above.zero > 0);
  };

export default {
  id: 'P6-no-escape',
  claim: 'Every metric with M g = y has λmin ≤ yᵀg/gᵀg and λmax ≥ yᵀy/(yᵀg).',
  source: 'P6',
  given: metricsWithUpdate({ min: 1, max: 6 }),
  holds: bracketed(({ yy, gg, yg }) => ({ low: [yg, gg], high: [yy, yg] })),
  mutants: {
    'λmin at most half of it': bracketed(({ yy, gg, yg }) => ({ low: [yg, 2n * gg], high: [yy, yg] })),
    'λmax at least twice that': bracketed(({ yy, gg, yg }) => ({ low: [yg, gg], high: [2n * yy, yg] })),
  },
} satisfies Claim<Case>;
