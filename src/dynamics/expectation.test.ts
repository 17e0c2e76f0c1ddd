import { describe, expect, it } from 'vitest';
import { unitRoundoff } from '../linalg/rounding.ts';
import type { Loss } from '../types/loss.ts';
import { expectedDrop } from './expectation.ts';

/** L(x) = −x with a stated error of each value. */
const downhill = (roundoff: number): Loss => ({
  name: 'downhill',
  dimension: 1,
  facts: { convex: true, smooth: true, network: false, stochastic: false, timeVarying: false, degree: 1 },
  value: ([x]) => -x!,
  gradient: () => Float64Array.of(-1),
  roundoff: () => ({ value: roundoff, gradient: Float64Array.of(0) }),
});

const drops = (...values: readonly number[]) =>
  values.map((value) => ({ probability: 1 / values.length, delta: Float64Array.of(value) }));

describe('expectedDrop(loss, theta, updates)', () => {
  it('counts the errors of every loss at the share of its update', () => {
    const { drop, bound } = expectedDrop(downhill(1 / 8), Float64Array.of(0), drops(2, -1, 5, -6));
    expect(drop).toBe(0);
    // Each drop is a difference of two losses that are off by 1/8.
    expect(bound).toBeGreaterThanOrEqual(1 / 4);
    expect(bound).toBeLessThan(1 / 4 + 1e-5);
  });

  it('covers a sum in which large drops cancel', () => {
    const size = 2 ** 40;
    for (const count of [2, 4, 8]) {
      const values = Array.from({ length: count }, (_, k) => (k % 2 === 0 ? size : -size));
      const { drop, bound } = expectedDrop(downhill(0), Float64Array.of(0), drops(...values));
      expect(drop).toBe(0);
      // n probabilities, n differences, n products and n − 1 sums: a relative error of n + 2 roundings.
      expect(bound).toBeGreaterThanOrEqual((count + 2) * unitRoundoff * size);
      expect(bound).toBeLessThan(2 * (count + 2) * unitRoundoff * size);
    }
  });
});
