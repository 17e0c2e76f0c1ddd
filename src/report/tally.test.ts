import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import { headline, signOf, tally } from './tally.ts';

const report = syntheticReport(3);

it('headline(report) is a sentence on rules and claims', () => {
  expect(headline(report)).toBe('1 of 3 rules is falsified, 2 verified; all 8 claims are verified');
  expect(headline({ ...syntheticReport(1), claims: [] })).toBe('The rule is verified');
  expect(headline({ ...report, rules: [], claims: report.claims.slice(0, 2) })).toBe(
    'Both claims are verified',
  );
  expect(headline({ ...report, rules: [], claims: [] })).toBe('2 experiments');
  expect(headline({ ...report, rules: [], claims: [], experiments: [] })).toBe('Nothing was tested');
});

it('tally(rule) gives no residual risk where one required check has none', () => {
  expect(report.rules.map((rule) => tally(rule).residualRisk)).toEqual([326, null, 331]);
});

it('tally(rule) counts required checks, adds up the cases of all, and shares of nothing are NaN', () => {
  const [rule] = report.rules;
  if (!rule) throw new Error('there is a rule');
  expect(tally(rule)).toMatchObject({ checks: 9, passed: 9, cases: 10_000 });
  expect(tally({ ...rule, checks: [] })).toMatchObject({ residualRisk: null, inconclusive: Number.NaN });
});

it('tally(rule) counts a case once that isolation watched too, and takes its shares of those', () => {
  const [rule] = report.rules;
  if (!rule) throw new Error('there is a rule');
  const [check] = rule.checks;
  if (!check) throw new Error('there is a check');
  const plain = { ...check, cases: 80, decided: 60, inconclusive: 20, vacuous: 0 };
  const watching = { ...check, id: 'contained', cases: 100, decided: 100, inconclusive: 0, vacuous: 0 };
  const rest = { ...plain, cases: 20, decided: 20, inconclusive: 0 };
  for (const watched of [{ ...watching, recounts: true }, watching]) {
    const found = tally({ ...rule, checks: [watched, plain, rest] });
    expect(found).toMatchObject({ checks: 3, cases: 100, inconclusive: 0.2 });
  }
  // Cases that were lost are counted by isolation alone.
  expect(tally({ ...rule, checks: [{ ...watching, recounts: true }, rest] }).cases).toBe(100);
});

it('signOf(verdict) differs for each verdict', () => {
  expect((['verified', 'falsified', 'inconclusive', 'vacuous'] as const).map(signOf)).toEqual([
    '✓',
    '✗',
    '?',
    '∅',
  ]);
});
