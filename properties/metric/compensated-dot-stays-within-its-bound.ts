import fc from 'fast-check';
import { compensatedDot } from '../../src/linalg/compensatedDot.ts';
import { compensatedDotBound, unitRoundoff } from '../../src/linalg/rounding.ts';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import type { Claim } from '../../src/types/claim.ts';
import { dot, fraction, subtract, toNumber } from './parts/fraction.ts';
import { within } from './parts/outcome.ts';
import { plainDot } from './parts/plainMetric.ts';

interface Case {
  readonly g: Float64Array;
  readonly y: Float64Array;
}

const bounded = (sum: (y: Float64Array, g: Float64Array, norms: number) => number) => (value: Case) => {
  const { g, y } = value;
  const norms = Math.sqrt(plainDot(y, y)) * Math.sqrt(plainDot(g, g));
  const computed = sum(y, g, norms);
  const error = Math.abs(toNumber(subtract(fraction(computed), dot(y, g))));
  const allowed = compensatedDotBound(g.length, norms) + 2 * unitRoundoff * Math.abs(computed);
  return within(error, allowed);
};

/** Sums whose terms cancel to any degree, over any spread of exponents. */
const cancelling = fc
  .record({
    size: fc.integer({ min: 1, max: 60 }),
    spread: fc.integer({ min: 0, max: 30 }),
    seed: fc.integer(),
  })
  .map(({ size, spread, seed }): Case => {
    const random = seededRandom(seed, 'cancelling');
    const draw = () => standardNormal(random) * 10 ** (spread * (random() - 0.5));
    const g = Float64Array.from({ length: size + 2 }, draw);
    const y = Float64Array.from({ length: size + 2 }, draw);
    // The last term takes away what the others add up to.
    y[size] = -(plainDot(y.subarray(0, size), g.subarray(0, size)) / g[size]!);
    const scale = 1 / Math.max(...y.map(Math.abs));
    return { g, y: y.map((value) => value * scale) };
  });

export default {
  id: 'P1-sum',
  claim: 'The compensated inner product is off by no more than its bound.',
  source: 'THEORY §3.1; Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005)',
  given: cancelling,
  holds: bounded(compensatedDot),
  mutants: {
    'plain sum': bounded((y, g) => plainDot(y, g)),
    'products in plain arithmetic': bounded((y, g) =>
      toNumber(
        dot(
          y.map((v, i) => v * g[i]!),
          y.map(() => 1),
        ),
      ),
    ),
    'single precision': bounded((y, g) => plainDot(y.map(Math.fround), g.map(Math.fround))),
  },
} satisfies Claim<Case>;
