import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import experiments from './experiments.ts';

it.each([
  [8, null],
  [9, '1 more figure'],
  [11, '3 more figures'],
])('experiments.html(report) folds what goes beyond eight of %d figures', async (count, summary) => {
  const numbers = Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, i]));
  const { markup } = await experiments.html({
    ...syntheticReport(1),
    experiments: [{ id: 'E1', title: 'figures', numbers, series: [] }],
  });
  const { document } = parseHTML(markup);
  expect(document.querySelectorAll('dt')).toHaveLength(count);
  expect(document.querySelector('summary')?.textContent ?? null).toBe(summary);
  expect(document.querySelectorAll('details dt')).toHaveLength(count - Math.min(8, count));
});
