import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { RuleReport } from '../types/report.ts';
import { allFailures, besideBaseline, failuresOf, verdictBeyond } from './baseline.ts';

const report = syntheticReport(5);
const [right, wrong] = report.rules;
const { counterexamples } = report;
const known = failuresOf(wrong!, counterexamples);

/** The rule with another suspicion, held against it. */
const suspected: RuleReport = {
  ...right!,
  verdict: 'falsified',
  strict: true,
  suspicions: [{ id: 'rarely-falls', status: 'raised', sentence: 'it rarely falls' }],
};

it('failuresOf(rule) is each cause of each required check that fails, and what is suspected where that falsifies', () => {
  expect(failuresOf(right!, counterexamples)).toEqual([]);
  expect(known.length).toBeGreaterThan(0);
  for (const { rule, cause } of known) expect([rule, cause.length > 0]).toEqual(['my-adam', true]);
  expect(failuresOf(wrong!, {}).every(({ cause }) => cause === 'refuted')).toBe(true);
  expect(failuresOf(suspected, {})).toEqual([
    { rule: 'gradient-descent', check: 'rarely-falls', cause: 'suspected', sentence: 'it rarely falls' },
  ]);
  const { suspicions: _, ...nothing } = suspected;
  expect(failuresOf(nothing, {})).toEqual([]);
  const notApplicable = wrong!.checks.map(({ id }) => ({ check: id, reason: 'cannot look' }));
  expect(failuresOf({ ...wrong!, notApplicable }, counterexamples)).toEqual([]);
});

it('besideBaseline(run, earlier) parts failures into known, new and fixed, the latter of whole runs of rules that ran', () => {
  const all = allFailures(report);
  const of = (isWhole: boolean) => ({ file: 'b.json', isWhole });
  expect(besideBaseline(report, report, of(true))).toEqual({
    file: 'b.json',
    known: all,
    fresh: [],
    fixed: [],
  });
  const none = { rules: [right!], counterexamples: {} };
  expect(besideBaseline(report, none, of(true))).toMatchObject({ known: [], fresh: all, fixed: [] });
  const mended = { rules: [{ ...wrong!, verdict: 'verified' as const }], counterexamples: {} };
  expect(besideBaseline(mended, report, of(true)).fixed).toEqual(known);
  expect(besideBaseline(mended, report, of(false)).fixed).toEqual([]);
  expect(besideBaseline(none, report, of(true)).fixed).toEqual([]);
  const unseen = { rules: [{ ...wrong!, verdict: 'verified' as const, checks: [] }], counterexamples: {} };
  expect(besideBaseline(unseen, report, of(true)).fixed).toEqual([]);
});

it('verdictBeyond(rule, known) is what all else comes to, where all failures are known', () => {
  expect(verdictBeyond(right!, counterexamples, known)).toBe('verified');
  expect(verdictBeyond(wrong!, counterexamples, [])).toBe('falsified');
  expect(verdictBeyond(wrong!, counterexamples, known.slice(1))).toBe('falsified');
  expect(verdictBeyond(wrong!, counterexamples, known)).toBe('verified');
  const alone = wrong!.checks.filter(({ required, verdict }) => required && verdict === 'falsified');
  expect(verdictBeyond({ ...wrong!, checks: alone }, counterexamples, known)).toBe('verified');
  const undecided = wrong!.checks.map((check) =>
    check.required && check.verdict === 'verified' ? { ...check, verdict: 'inconclusive' as const } : check,
  );
  expect(verdictBeyond({ ...wrong!, checks: undecided }, counterexamples, known)).toBe('inconclusive');
});
