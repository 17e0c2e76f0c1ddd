import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { RuleReport } from '../types/report.ts';
import { citedCounterexamples } from './cited.ts';
import html from './formats/html.ts';
import markdown from './formats/markdown.ts';

const report = syntheticReport(2);
const rule = report.rules[0]!;
const check = rule.checks[0]!;

const cited: RuleReport = {
  ...rule,
  checks: [
    { ...check, required: true, verdict: 'falsified', counterexamples: ['a', 'head'] },
    { ...check, required: true, verdict: 'verified', share: 0.6, counterexamples: ['exception', 'a'] },
    { ...check, required: false, verdict: 'falsified', counterexamples: ['law', 'measured'] },
  ],
  headline: 'head',
  traits: [
    { id: 'odd', claimed: false, observed: 'no', cases: 1, counterexample: 'law' },
    { id: 'even', claimed: true, observed: 'no', cases: 1, counterexample: 'a' },
    { id: 'free', claimed: false, observed: 'yes', cases: 1 },
  ],
  suspicions: [
    { id: 'idle', status: 'raised', sentence: 'x', counterexample: 'suspicion' },
    { id: 'calm', status: 'expected', sentence: 'x', counterexample: 'expected' },
    { id: 'told', status: 'raised', sentence: 'x' },
  ],
};

it('citedCounterexamples(rule) parts failures, suspicions, laws that are not claimed, and exceptions', () => {
  expect(citedCounterexamples(cited)).toEqual({
    failure: ['head', 'a'],
    suspicion: ['suspicion'],
    law: ['law'],
    exception: ['exception', 'measured'],
  });
});

it('citedCounterexamples(rule) holds suspicions against a rule where those falsify', () => {
  const { failure, suspicion } = citedCounterexamples({ ...cited, strict: true });
  expect(failure).toEqual(['head', 'a', 'suspicion']);
  expect(suspicion).toEqual([]);
});

it('neither page nor Markdown says of a verified rule that something broke it', async () => {
  const [path, found] = Object.entries(report.counterexamples)[0]!;
  const laws = [{ id: 'odd', claimed: false, observed: 'no' as const, cases: 1, counterexample: 'law.json' }];
  const checks = rule.checks.map((each, i) =>
    i === 0 ? { ...each, share: 0.5, counterexamples: [path] } : each,
  );
  const shared = {
    ...report,
    rules: [{ ...rule, checks, traits: laws }],
    counterexamples: { [path]: found, 'law.json': found },
  };
  const page = await html.render(shared);
  expect(page).not.toMatch(/What broke it|class="failure"/);
  expect(page).toContain('<h4>Exceptions, within what it promises</h4>');
  const text = await markdown.render(shared);
  expect(text).not.toContain('## Counterexamples');
  expect(text).toContain('## Exceptions, within what it promises');
  expect(text).toMatch(/## Laws that it does not claim\n\n- my-adam, small-step-descends: /);
});
