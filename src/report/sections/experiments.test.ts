import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { syntheticReport } from '../testing/syntheticReport.ts';
import { experimentsSection } from './experiments.ts';

it.each([
  [8, null],
  [9, '1 more figure'],
  [11, '3 more figures'],
])('experimentsSection(…) folds what goes beyond eight of %d figures', (count, summary) => {
  const numbers = Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, i]));
  const { document } = parseHTML(
    experimentsSection({
      ...syntheticReport(1),
      experiments: [{ id: 'E1', title: 'figures', numbers, series: [] }],
    }).markup,
  );
  expect(document.querySelectorAll('dt')).toHaveLength(count);
  expect(document.querySelector('summary')?.textContent ?? null).toBe(summary);
  expect(document.querySelectorAll('details dt')).toHaveLength(count - Math.min(8, count));
});
