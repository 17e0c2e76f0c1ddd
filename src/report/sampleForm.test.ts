import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import { sampleForm } from './sampleForm.ts';

const report = syntheticReport(2);

it('sampleForm(report) is blind to times and environment', () => {
  const elsewhere = {
    ...report,
    durationMs: 1,
    environment: { ...report.environment, node: 'v22', cores: 64, startedAt: 'later', versions: {} },
    rules: report.rules.map((rule) => ({ ...rule, durationMs: 7 })),
    codeCoverage: null,
  };
  expect(sampleForm(elsewhere)).toStrictEqual(sampleForm(report));
});

it('sampleForm(report) sees a changed verdict, figure or command', () => {
  const [rule] = report.rules;
  if (!rule) throw new Error('there is a rule');
  expect(sampleForm({ ...report, rules: [{ ...rule, verdict: 'vacuous' }] })).not.toEqual(sampleForm(report));
  expect(sampleForm({ ...report, environment: { ...report.environment, command: ['verify'] } })).not.toEqual(
    sampleForm(report),
  );
});
