import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { budgetOf } from './budget.ts';

const report = syntheticReport(2);
const rule = report.rules[0]!;
const check = rule.checks[0]!;

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

it.each([
  [300, 25],
  [1000, 6],
  [2000, 4],
])('budgetOf(a report on %d rules) shows %d in full', (count, shown) => {
  expect(budgetOf({ ...report, rules: Array.from({ length: count }, () => rule) }).detailed.size).toBe(shown);
});
