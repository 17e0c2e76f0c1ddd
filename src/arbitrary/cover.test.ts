import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cover, wilsonBounds } from './cover.ts';

/** `hit` with probability p. */
const hits = (p: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 999_999 }).map((i) => (i < p * 1e6 ? 'hit' : 'other'));

const coverHits = (p: number, required: number, seed: number) =>
  cover(fc.noBias(hits(p)), { strata: (label) => [label], required: { hit: required }, seed });

describe('cover(given, demand)', () => {
  it('passes where the true share is above the required one, on every seed', () => {
    for (let seed = 0; seed < 50; seed++) expect(coverHits(0.1, 0.05, seed).covered).toBe(true);
  });

  it('fails where the true share is below nine tenths of the required one, on every seed', () => {
    for (let seed = 0; seed < 50; seed++) expect(coverHits(0.05, 0.1, seed).covered).toBe(false);
  });

  it('fails where a stratum is never hit, soon', () => {
    const coverage = coverHits(0, 0.05, 1);
    expect(coverage.covered).toBe(false);
    expect(coverage.cases).toBeLessThanOrEqual(800);
    expect(coverage.strata).toEqual([{ label: 'hit', required: 0.05, observed: 0, certain: false }]);
  });

  it('decides a share exactly at the required one', () => {
    const coverage = coverHits(0.2, 0.2, 3);
    expect(coverage.covered).toBe(true);
    expect(coverage.cases).toBeGreaterThan(10_000);
  });

  it('counts a case in each of its strata, once', () => {
    const coverage = cover(fc.boolean(), {
      strata: (value) => (value ? ['true', 'any', 'any'] : ['any']),
      required: { true: 0.25, any: 0.9 },
      seed: 1,
    });
    expect(coverage.covered).toBe(true);
    expect(coverage.strata[1]?.observed).toBe(1);
  });

  it('shows a table with observed and required shares', () => {
    expect(coverHits(0, 0.5, 1).table).toBe('hit    0.00 % of  50.00 % required  MISSED\n100 cases');
  });

  it.each([[0], [1], [-0.1], [Number.NaN]])('throws where a required share is %f', (share) => {
    expect(() => coverHits(0.5, share, 1)).toThrow(`hit = ${share}`);
  });

  it('throws where nothing is required', () => {
    expect(() => cover(fc.boolean(), { strata: () => [], required: {}, seed: 1 })).toThrow(/must name/);
  });
});

describe('wilsonBounds(hits, cases)', () => {
  it('are the two solutions of n (k/n − p)² = z² p (1 − p)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, u) => {
        const k = Math.round(u * n);
        for (const p of wilsonBounds(k, n)) {
          const left = n * (k / n - p) ** 2;
          expect(Math.abs(left - 6.109410204869 ** 2 * p * (1 - p))).toBeLessThan(1e-6 * (1 + left));
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('use the deviate whose two tails together hold 10⁻⁹', () => {
    // Σ of the continued fraction of Mills' ratio: an expansion that cover.ts does not use.
    const z = 6.109410204869;
    let fraction = 0;
    for (let k = 60; k >= 1; k--) fraction = k / (z + fraction);
    const tail = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / (z + fraction);
    expect((2 * tail) / 1e-9).toBeCloseTo(1, 6);
  });
});
