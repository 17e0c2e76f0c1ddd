import { describe, expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { CheckReport, RuleCases, RuleReport } from '../types/report.ts';
import { leastRisk, missedRisk, readRisk, riskText } from './risk.ts';
import { casesForRisk, residualRisk } from './verdict.ts';

describe('readRisk(text)', () => {
  it('reads a share as people write it', () => {
    for (const text of ['1/100000', '1e-5', '0.00001', ' 1/1e5 ', '10/1000000'])
      expect(readRisk(text)).toBe(1e-5);
    expect(readRisk('1/2')).toBe(0.5);
    expect(readRisk(`1/${leastRisk}`)).toBe(1 / leastRisk);
  });
  it.each([
    '0',
    '2',
    '0.51',
    '1/0',
    '0/0',
    '1/1',
    'abc',
    '',
    '-1/5',
    '1/-5',
    '1e-9',
    '1//2',
    '1/2/3',
    'Infinity',
    `1/${leastRisk + 2}`,
  ])('refuses %j', (text) => expect(readRisk(text)).toBeUndefined());
});

it('riskText(risk) is one in a whole number where it can be', () => {
  expect([1e-5, 0.5, 0.3, 1 / 334].map(riskText)).toEqual(['1/100000', '1/2', '0.3', '1/334']);
});

describe('missedRisk(rules, cases)', () => {
  const { rules } = syntheticReport(1);
  const { residualRisk: _, settled: __, share: ___, ...check } = rules[0]!.checks[0]!;
  const of = (decided: number, more: Partial<CheckReport> = {}): CheckReport => ({
    ...check,
    id: `decides-${decided}`,
    required: true,
    decided,
    refuted: 0,
    residualRisk: residualRisk(decided),
    ...more,
  });
  const rule = (checks: readonly CheckReport[], more: Partial<RuleReport> = {}): RuleReport => {
    const { notApplicable: _, ...plain } = rules[0]!;
    return { ...plain, name: 'mine', verdict: 'verified', checks, ...more };
  };
  const asked = (risk?: string): RuleCases => ({
    runs: 1,
    parts: [1],
    of: 1,
    options: risk === undefined ? {} : { risk },
  });
  const needed = casesForRisk(1 / 1000);

  it('names the rules that have not decided enough, and what they have reached', () => {
    const rules = [
      rule([of(needed), of(1000), of(5000)]),
      rule([of(needed)]),
      rule([of(900)], { name: 'other' }),
    ];
    expect(
      missedRisk(
        rules,
        rules.map(() => asked('1/1000')),
      ),
    ).toBe(
      'incomplete: the residual risk of mine is 1/334 and not 1/1000 (decides-1000); the residual risk of other is 1/300 and not 1/1000 (decides-900)',
    );
  });
  it('says nothing of what states no risk, or where none was asked for', () => {
    const unasked = [
      rule([
        of(needed),
        of(5, { settled: true, residualRisk: null }),
        of(5, { share: 0.5 }),
        of(5, { required: false }),
      ]),
      rule([of(needed), of(5, { id: 'blind' })], {
        notApplicable: [{ check: 'blind', reason: 'cannot look' }],
      }),
      rule([of(5)], { verdict: 'falsified' }),
      rule([]),
    ];
    expect(
      missedRisk(
        unasked,
        unasked.map(() => asked('1/1000')),
      ),
    ).toBeUndefined();
    expect(missedRisk([rule([of(5)])], [asked()])).toBeUndefined();
    expect(missedRisk([rule([of(5)])], [asked('what')])).toBeUndefined();
    expect(missedRisk([rule([of(5)])], [null])).toBeUndefined();
  });
});
