import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareBounds } from './shareBounds.ts';

const counts = fc
  .record({ cases: fc.integer({ min: 1, max: 1_000_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ cases, part }) => ({ cases, hits: Math.round(part * cases) }));

describe('shareBounds(hits, cases, error)', () => {
  it('are where the likelihood ratio of the observed share is 2/error', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(1e-9, 1e-3, 0.5), ({ hits, cases }, error) => {
        const [lower, upper] = shareBounds(hits, cases, error);
        expect(lower).toBeLessThanOrEqual(hits / cases);
        expect(upper).toBeGreaterThanOrEqual(hits / cases);
        const terms = (k: number, q: number): number =>
          k === 0 ? 0 : k * (Math.log(k / cases) - Math.log(q));
        for (const q of [lower, upper].filter((bound) => bound > 0 && bound < 1)) {
          const ratio = terms(hits, q) + terms(cases - hits, 1 - q);
          expect(Math.abs(ratio / Math.log(2 / error) - 1)).toBeLessThan(1e-3);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('are 1 − (error/2)^(1/n) and its mirror image where nothing or everything was hit', () => {
    expect(shareBounds(0, 50, 0.02)).toEqual([0, expect.closeTo(1 - 0.01 ** (1 / 50), 12)]);
    expect(shareBounds(50, 50, 0.02)).toEqual([expect.closeTo(0.01 ** (1 / 50), 12), 1]);
  });

  it.each([[0.003], [0.05], [0.5], [0.93], [0.999]])(
    'leave out the true share %f with a probability of at most error/2 on either side',
    (p) => {
      const error = 0.02;
      for (const n of [1, 10, 100, 1000]) {
        let [below, above, chance] = [0, 0, (1 - p) ** n];
        for (let k = 0; k <= n; k++) {
          const [lower, upper] = shareBounds(k, n, error);
          if (lower > p) above += chance;
          if (upper < p) below += chance;
          chance *= ((n - k) / (k + 1)) * (p / (1 - p));
        }
        expect(above).toBeLessThanOrEqual(error / 2);
        expect(below).toBeLessThanOrEqual(error / 2);
      }
    },
  );
});
