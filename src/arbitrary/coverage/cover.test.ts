import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cover } from './cover.ts';

/** `hit` with probability p. */
const hits = (p: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 999_999 }).map((i) => (i < p * 1e6 ? 'hit' : 'other'));

const coverHits = (p: number, required: number, seed: number) =>
  cover(hits(p), { strata: (label) => [label], required: { hit: required }, seed });

describe('cover(given, demand)', () => {
  it('passes where the true share is above the required one, on every seed', () => {
    for (let seed = 0; seed < 50; seed++) expect(coverHits(0.1, 0.05, seed).covered).toBe(true);
  });

  it('fails where the true share is below nine tenths of the required one, on every seed', () => {
    for (let seed = 0; seed < 50; seed++) expect(coverHits(0.05, 0.1, seed).covered).toBe(false);
  });

  it.each([
    ['an integer', hits(0.01)],
    ['entries of an array', fc.array(hits(0.01), { minLength: 1, maxLength: 1 }).map(([only]) => only!)],
    ['a double', fc.double({ min: 0, max: 1 }).map((x) => (x < 1e-300 ? 'hit' : 'other'))],
  ])('draws without the bias towards edge cases that a run of fast-check begins with: %s', (_, given) => {
    for (let seed = 0; seed < 20; seed++) {
      const demand = { strata: (label: string) => [label], required: { hit: 0.05 }, seed };
      const { covered, strata } = cover(given, demand);
      expect(covered).toBe(false);
      expect(strata[0]?.observed).toBeLessThan(0.05);
    }
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

/** ln n! by its sum. */
const logFactorials = [0];
for (let n = 1; n <= 51_200; n++) logFactorials.push(logFactorials[n - 1]! + Math.log(n));

/** P(X = k) of a binomial variable. */
const binomial = (k: number, n: number, p: number): number => {
  const ways = logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]!;
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
};

/** Cases drawn by the end of each round. */
const sizes = Array.from({ length: 10 }, (_, round) => 100 * 2 ** round);

/** What `cover` says of k hits after a round, worked out from its statement alone. */
const decision = (hits: number, round: number, required: number): 'reached' | 'missed' | 'open' => {
  const cases = sizes[round]!;
  const share = hits / cases;
  const allowed = Math.log((2 * (round + 1) * (round + 2)) / 1e-9);
  const divergence = (q: number): number =>
    (hits === 0 ? 0 : hits * Math.log(share / q)) +
    (hits === cases ? 0 : (cases - hits) * Math.log((1 - share) / (1 - q)));
  if (share > 0.9 * required && divergence(0.9 * required) >= allowed) return 'reached';
  return share < required && divergence(required) > allowed ? 'missed' : 'open';
};

/** The exact probabilities of both answers after each round, where a hit has probability p. */
const answers = (p: number, required: number, rounds: number) => {
  // P(k hits so far, and none of the rounds before has decided).
  let open: readonly number[] = [1];
  return sizes.slice(0, rounds).map((size, round) => {
    const fresh = size - (sizes[round - 1] ?? 0);
    const added = Array.from({ length: fresh + 1 }, (_, k) => binomial(k, fresh, p));
    const now = Array.from({ length: open.length + fresh }, () => 0);
    for (const [k, chance] of open.entries()) {
      if (chance > 1e-30) for (const [more, extra] of added.entries()) now[k + more]! += chance * extra;
    }
    const of = (wanted: string): number =>
      now.reduce((sum, chance, k) => (decision(k, round, required) === wanted ? sum + chance : sum), 0);
    open = now.map((chance, k) => (decision(k, round, required) === 'open' ? chance : 0));
    return { reached: of('reached'), missed: of('missed') };
  });
};

describe('cover(given, demand), beside exact binomial probabilities', () => {
  const runs = 120;
  it.each([
    [0.1, 0.05],
    [0.02, 0.05],
    [0.35, 0.5],
    [0.65, 0.5],
    [0.8, 0.9],
    [0.96, 0.9],
  ])('gives each answer as often, and as late, as it should: true share %f, required %f', (p, required) => {
    const expected = answers(p, required, 5);
    const seen = expected.map(() => ({ reached: 0, missed: 0 }));
    for (let seed = 0; seed < runs; seed++) {
      const { covered, cases } = coverHits(p, required, seed);
      const row = seen[sizes.indexOf(cases)];
      if (row) row[covered ? 'reached' : 'missed']++;
    }
    for (const [round, chances] of expected.entries()) {
      for (const answer of ['reached', 'missed'] as const) {
        const chance = chances[answer];
        const distance = Math.abs(seen[round]![answer] - runs * chance);
        expect(distance).toBeLessThan(4 * Math.sqrt(runs * chance * (1 - chance)) + 1);
      }
    }
  });

  it.each([[0.01], [0.05], [0.2], [0.5], [0.8], [0.95], [0.99]])(
    'is wrong with a probability of at most 10⁻⁹/2 either way, and of some: required %f',
    (required) => {
      let [passes, fails] = [0, 0];
      for (const [round, n] of sizes.entries()) {
        for (let k = 0; k <= n; k++) {
          const answer = decision(k, round, required);
          if (answer === 'reached') passes += binomial(k, n, 0.9 * required);
          if (answer === 'missed') fails += binomial(k, n, required);
        }
      }
      for (const rate of [passes, fails]) {
        expect(rate).toBeLessThan(0.5e-9);
        expect(rate).toBeGreaterThan(0.5e-14);
      }
    },
  );
});
