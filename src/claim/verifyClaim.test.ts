import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../types/claim.ts';
import type { Outcome } from '../types/verdict.ts';
import { verifyClaim } from './verifyClaim.ts';

const holdsIf = (condition: boolean): Outcome => ({
  status: condition ? 'holds' : 'refuted',
  margin: condition ? 1 : -1,
});

const squares: Claim<number> = {
  id: 'T1',
  claim: 'x² ≥ x for every integer x',
  source: 'elementary',
  given: fc.integer({ min: -1000, max: 1000 }),
  holds: (x) => holdsIf(x * x >= x),
  mutants: {
    'x² > x': (x) => holdsIf(x * x > x),
    throws: () => {
      throw new Error('broken');
    },
  },
};

describe('verifyClaim(claim, options)', () => {
  it('verifies a true claim and says after how many cases each mutant fell', () => {
    const { report, counterexample } = verifyClaim(squares, { runs: 200, seed: 1 });
    expect(counterexample).toBeUndefined();
    expect(report).toMatchObject({ id: 'T1', verdict: 'verified', cases: 200, worstMargin: 1 });
    for (const { refutedAfter } of report.mutants) expect(refutedAfter).toBeGreaterThan(0);
  });

  it('runs fewer cases of a claim whose cases are expensive, and says how many it ran', () => {
    let calls = 0;
    const expensive: Claim<number> = {
      ...squares,
      cost: 100,
      holds: (x) => {
        calls++;
        return squares.holds(x);
      },
      mutants: { same: squares.holds },
    };
    for (const [runs, expected] of [
      [1, 1],
      [100, 1],
      [200, 2],
      [1001, 11],
    ] as const) {
      calls = 0;
      expect(verifyClaim(expensive, { runs, seed: 1 }).report.cases).toBe(expected);
      expect(calls).toBe(expected);
    }
  });

  it('falsifies a wrong claim with its smallest case', () => {
    const wrong = { ...squares, holds: (x: number) => holdsIf(x < 100) };
    const { report, counterexample } = verifyClaim(wrong, { runs: 200, seed: 1 });
    expect(report.verdict).toBe('falsified');
    expect(report.worstMargin).toBe(-1);
    expect(counterexample?.value).toBe('100');
  });

  it('keeps a small case for each mutant that is refuted, or throws, where it is asked for', () => {
    const mutants = {
      'below 100': (x: number) => holdsIf(x < 100),
      throws: () => {
        throw new Error('broken');
      },
      survives: squares.holds,
    };
    const named = (withCases: boolean) =>
      verifyClaim({ ...squares, mutants }, { runs: 10, seed: 1, withCases }).report.mutants;
    expect(named(false).map((mutant) => mutant.case)).toEqual([undefined, undefined, undefined]);
    expect(named(true).map((mutant) => mutant.case)).toEqual(['100', '0', undefined]);
    expect(named(true).map(({ refutedAfter }) => refutedAfter)).toEqual(
      named(false).map(({ refutedAfter }) => refutedAfter),
    );
  });

  it('tries a bounded number of smaller cases, and cuts a long one', () => {
    let calls = 0;
    const given = fc.array(fc.integer(), { minLength: 400, maxLength: 500 });
    const { id, claim: text, source } = squares;
    const claim: Claim<number[]> = {
      id,
      claim: text,
      source,
      given,
      holds: () => holdsIf(true),
      mutants: {
        all: () => {
          calls++;
          return holdsIf(false);
        },
      },
    };
    const { report } = verifyClaim(claim, { runs: 1, seed: 1, withCases: true });
    expect(calls).toBeLessThan(100);
    expect(report.mutants[0]?.case).toMatch(/^\[.{299}…$/);
  });

  it('reports a mutant that survives', () => {
    const { report } = verifyClaim({ ...squares, mutants: { same: squares.holds } }, { runs: 10, seed: 1 });
    expect(report.mutants).toEqual([{ name: 'same', refutedAfter: null }]);
  });

  it('is neither verified where nothing was decided', () => {
    const undecided = (status: 'inconclusive' | 'vacuous') =>
      verifyClaim({ ...squares, holds: () => ({ status, margin: Number.NaN }) }, { runs: 20, seed: 1 }).report
        .verdict;
    expect(undecided('vacuous')).toBe('vacuous');
    expect(undecided('inconclusive')).toBe('inconclusive');
  });

  it('takes an exception for a refutation and shows its message', () => {
    const throwing = {
      ...squares,
      holds: () => {
        throw new RangeError('no such metric');
      },
    };
    const { report, counterexample } = verifyClaim(throwing, { runs: 5, seed: 1 });
    expect(report.verdict).toBe('falsified');
    expect(counterexample?.error).toContain('no such metric');
  });
});
