import { describe, expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { Report, RuleCases } from '../types/report.ts';
import { mergeCases, missingCases } from './cases.ts';

const { rules, ...rest } = syntheticReport(2);

/** A report on rules of these names, and which cases they ran; null where it does not say it. */
const reportOf = (
  ...ran: readonly (readonly [name: string, cases: Partial<RuleCases> | null])[]
): Report => ({
  ...rest,
  rules: ran.map(([name]) => ({ ...rules[0]!, name })),
  environment: {
    ...rest.environment,
    cases: ran.map(([, own]) => own && { runs: 15, parts: [1], of: 3, options: {}, ...own }),
  },
});

const part = (...parts: readonly number[]) => reportOf(['adam', { parts }]);

describe('mergeCases(reports)', () => {
  it('joins the parts of each rule, by its name, its file and how often both were there before', () => {
    const twice = reportOf(['adam', {}], ['lion', { of: 1 }], ['adam', { parts: [2] }]);
    const other = reportOf(['adam', { parts: [3] }], ['adam', { parts: [1] }]);
    expect(mergeCases([twice, other])).toEqual([
      { runs: 15, parts: [1, 3], of: 3, options: {} },
      { runs: 15, parts: [1], of: 1, options: {} },
      { runs: 15, parts: [1, 2], of: 3, options: {} },
    ]);
  });

  it('is null where some report does not say it', () => {
    expect(mergeCases([part(1), reportOf(['adam', null])])).toEqual([null]);
    expect(mergeCases([reportOf(['adam', null])])).toEqual([null]);
    const { cases: _, ...environment } = part(1).environment;
    expect(mergeCases([{ ...part(1), environment }])).toEqual([null]);
  });

  it.each([
    [{ of: 2 }, 'the parts of adam must share one number of parts, got "3", "2"'],
    [{ of: 1 }, 'the parts of adam must share one number of parts, got "3", "unsharded"'],
    [{ runs: 16, parts: [2] }, 'the parts of adam must share one --runs, got "15", "16"'],
    [{ parts: [2], options: { steps: '2' } }, 'the parts of adam must share one --steps, got "none", "2"'],
    [{}, 'each part must be there once, got part 1 of 3 of adam twice'],
  ])('refuses parts of another whole: %j', (own, says) => {
    expect(() => mergeCases([part(1), reportOf(['adam', own])])).toThrow(new RangeError(`merge: ${says}`));
  });

  it('refuses an unsharded run beside itself', () => {
    const whole = reportOf(['adam', { of: 1 }]);
    expect(() => mergeCases([whole, whole])).toThrow('got the unsharded run of adam twice');
  });
});

describe('missingCases(rules, cases)', () => {
  const missing = (...reports: readonly Report[]) => missingCases(reports[0]!.rules, mergeCases(reports));

  it('says nothing where nothing is known to be missing', () => {
    expect(missing(part(1), part(2), part(3))).toBeUndefined();
    expect(missing(reportOf(['adam', null]))).toBeUndefined();
  });

  it('names the parts, ten at most', () => {
    expect(missing(part(1), part(3))).toBe('incomplete: part 2 of 3 missing');
    expect(missing(part(2))).toBe('incomplete: parts 1, 3 of 3 missing');
    expect(missing(reportOf(['adam', { of: 14 }]))).toBe(
      'incomplete: parts 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more of 14 missing',
    );
  });

  it('names the rules where not all miss the same', () => {
    expect(missing(reportOf(['adam', {}], ['lion', { of: 1 }], ['spsa', { of: 2 }]))).toBe(
      'incomplete: of adam, parts 2, 3 of 3 missing; of spsa, part 2 of 2 missing',
    );
  });
});
