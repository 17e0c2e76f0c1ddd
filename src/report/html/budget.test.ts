import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { budgetOf, citedCounterexamples } from './budget.ts';

const report = syntheticReport(2);
const rule = report.rules[0]!;
const check = rule.checks[0]!;

it('citedCounterexamples(rule) parts what falsifies from what was measured, and leaves laws to the table of traits', () => {
  const cited = citedCounterexamples({
    ...rule,
    checks: [
      { ...check, required: true, counterexamples: ['a', 'b'] },
      { ...check, required: false, counterexamples: ['b', 'c', 'law', 'c'] },
    ],
    traits: [{ id: 'odd', claimed: false, observed: 'no', cases: 1, counterexample: 'law' }],
  });
  expect(cited).toEqual({ broken: ['a', 'b'], measured: ['c'] });
});

it.each([
  [1, 12],
  [4, 8],
  [32, 1],
  [40, 1],
])('budgetOf(a report on %d rules with counterexamples) gives each at most %d cards', (count, cards) => {
  const failing = { ...rule, checks: [{ ...check, required: true, counterexamples: ['a'] }] };
  const { cards: given, detailed } = budgetOf({
    ...report,
    rules: Array.from({ length: count }, () => failing),
  });
  expect(given).toBe(cards);
  expect(detailed.size).toBe(Math.min(32, count));
});
