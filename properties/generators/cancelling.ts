import fc from 'fast-check';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import { plainDot } from '../plain/plainMetric.ts';

/** Two vectors of one length. */
export interface Factors {
  readonly g: Float64Array;
  readonly y: Float64Array;
}

/** Sums whose terms cancel to any degree, over any spread of exponents. */
export const cancelling: fc.Arbitrary<Factors> = fc
  .record({
    size: fc.integer({ min: 1, max: 60 }),
    spread: fc.integer({ min: 0, max: 30 }),
    seed: fc.integer(),
  })
  .map(({ size, spread, seed }): Factors => {
    const random = seededRandom(seed, 'cancelling');
    const draw = () => standardNormal(random) * 10 ** (spread * (random() - 0.5));
    const g = Float64Array.from({ length: size + 2 }, draw);
    const y = Float64Array.from({ length: size + 2 }, draw);
    // The last term takes away what the others add up to.
    y[size] = -(plainDot(y.subarray(0, size), g.subarray(0, size)) / g[size]!);
    const scale = 1 / Math.max(...y.map(Math.abs));
    return { g, y: y.map((value) => value * scale) };
  });
