import { describe, expect, it } from 'vitest';
import { shardReport } from '../../properties/campaign/shardReport.ts';
import { type CountedCheck, reportOf } from './results.ts';

const counted = (id: string, counts: CountedCheck['counts'], required = true): CountedCheck => ({
  id,
  layer: 'laws',
  claim: 'it holds',
  required,
  counts,
  worstMargin: 1,
  counterexamples: [],
  failures: [],
});

const held = { holds: 100, refuted: 0, inconclusive: 0, vacuous: 0 };
const unseen = { holds: 5, refuted: 0, inconclusive: 90, vacuous: 5 };

const report = (checks: readonly CountedCheck[], resolution?: 'bfloat16' | 'float16') =>
  reportOf({
    name: 'a rule',
    file: null,
    promise: 'small-step',
    durationMs: 0,
    ...(resolution && { resolution }),
    notApplicable: [],
    examined: {},
    checks,
    traits: [],
    statistics: [],
    reachable: [],
    stopped: undefined,
    stored: { tried: 0, failing: 0 },
  });

describe('reportOf(results)', () => {
  it('lists a required check that a coarse resolution leaves undecided as not applicable, with its reason', () => {
    const made = report([counted('one', held), counted('two', unseen)], 'bfloat16');
    expect(made.verdict).toBe('verified');
    expect(made.notApplicable).toEqual([{ check: 'two', reason: 'bfloat16 resolves it in 5 of 100 cases' }]);
    expect(made.checks[1]!.verdict).toBe('inconclusive');
    expect(made.summary).toContain('1 required check,');
    expect(made.summary).toContain('1 check not applicable');
  });

  it('excuses nothing by resolution that is fine, was not looked at often, or tested nothing', () => {
    for (const [counts, resolution] of [
      [unseen, undefined],
      [{ holds: 0, refuted: 0, inconclusive: 10, vacuous: 0 }, 'float16'],
      [{ holds: 5, refuted: 0, inconclusive: 5, vacuous: 90 }, 'float16'],
      [{ ...unseen, refuted: 1 }, 'float16'],
    ] as const) {
      const made = report([counted('one', held), counted('two', counts)], resolution);
      expect(made.notApplicable).toBeUndefined();
      expect(made.verdict).not.toBe('verified');
    }
    expect(
      report([counted('one', held), counted('two', unseen, false)], 'float16').notApplicable,
    ).toBeUndefined();
  });

  it('names only what it could have decided where a rule is inconclusive', () => {
    const empty = { holds: 0, refuted: 0, inconclusive: 0, vacuous: 30 };
    const made = report([counted('one', empty), counted('two', unseen)], 'float16');
    expect(made.verdict).toBe('inconclusive');
    expect(made.summary).toContain('too little was decided in one;');
  });

  it('tells the simplest failure of the most basic check first, with its cause and its counterexample', () => {
    const failed = { ...held, refuted: 1 };
    const failure = { sentence: 'goes uphill', dimension: 1, steps: 1, path: 'a/uphill.json' };
    const still = { ...failure, sentence: 'is NaN', path: 'a/nan.json', hint: 'divides by 0' };
    const made = report([
      { ...counted('odd', failed), failures: [failure] },
      { ...counted('finite-at-zero-gradient', failed), failures: [still] },
      { ...counted('measured', failed, false), layer: 'form', failures: [failure] },
    ]);
    expect(made).toMatchObject({ headline: 'a/nan.json', hint: 'divides by 0' });
    expect(made.summary).toMatch(/^Falsified: is NaN;/);
  });

  it('leaves applicability out of the report of a rule in doubles', async () => {
    const { rules } = await shardReport('right, with momentum', { seed: 1, runs: 6 }, 0, 1);
    expect(rules[0]).not.toHaveProperty('notApplicable');
    expect(rules[0]).not.toHaveProperty('resolution');
  });
});
