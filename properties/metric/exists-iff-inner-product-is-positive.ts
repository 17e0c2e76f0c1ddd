import fc from 'fast-check';
import { effectivePairs, ineffectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { dot } from '../exact/fraction.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Vectors {
  readonly g: Float64Array;
  readonly y: Float64Array;
}

const dimension = { min: 1, max: 32 };

/** (1, …, 1, t)ᵀ(1, …, −1, ±t): all but a last product cancels. */
const hidden = fc
  .record({
    head: fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 6 }),
    exponent: fc.integer({ min: -160, max: -1 }),
    sign: fc.constantFrom(-1, 1),
  })
  .map(({ head, exponent, sign }): Vectors => {
    const tail = 10 ** exponent;
    return {
      g: Float64Array.of(...head, ...head, tail),
      y: Float64Array.of(...head, ...head.map((value) => -value), sign * tail),
    };
  });

const accepting =
  (pair: Metrics['pair']) =>
  (g: Float64Array, y: Float64Array): boolean => {
    try {
      pair(g, y);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  };

const judgedBy = (accept: (g: Float64Array, y: Float64Array) => boolean) => (pair: Vectors) =>
  truth(accept(pair.g, pair.y) === dot(pair.y, pair.g).n > 0n);

const plain = (g: Float64Array, y: Float64Array): number => g.reduce((sum, gi, i) => sum + gi * y[i]!, 0);

export default {
  id: 'P1-sign',
  claim: 'A pair of vectors is accepted as effective iff yᵀg > 0 in exact arithmetic.',
  source: 'P1',
  given: fc.oneof(
    effectivePairs({ dimension }).map(({ g, y }): Vectors => ({ g, y })),
    ineffectivePairs({ dimension }),
    hidden,
  ),
  ...ofMetrics(({ pair }) => judgedBy(accepting(pair))),
  mutants: {
    'orthogonal pairs accepted': judgedBy((g, y) => accepting(effectivePair)(g, y) || dot(y, g).n === 0n),
    'sign of a plain sum': judgedBy((g, y) => plain(g, y) > 0),
    'cosine above 1e-12': judgedBy((g, y) => plain(g, y) > 1e-12 * Math.hypot(...g) * Math.hypot(...y)),
  },
} satisfies Claim<Vectors>;
