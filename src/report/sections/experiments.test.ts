import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { noParts } from '../section.ts';
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

const found = {
  claim: 'the loss falls',
  equation: '\\eta < \\beta',
  measured: 'it does',
  outcome: 'not reproduced',
} as const;
const reported = {
  ...syntheticReport(1),
  experiments: [{ id: 'E1', title: 'figures', numbers: { n: 1 }, findings: [found], series: [] }],
};

it('experiments.html(report) has claim, equation, measurement and outcome, each under its name', async () => {
  const { document } = parseHTML((await experiments.html(reported)).markup);
  const words = [...document.querySelectorAll('.finding dt')].map((term) => term.textContent);
  expect(words).toEqual(['The paper', 'Measured', 'Outcome']);
  expect(document.querySelector('.finding math')?.textContent).toBe('η<β');
  expect(document.querySelector('.finding b.falsified')?.textContent).toBe('not reproduced');
});

it('experiments.html(report) shows an equation that it cannot typeset as it is', async () => {
  const odd = { ...found, equation: '\\unknown{<b>}' };
  const { document } = parseHTML(
    (
      await experiments.html({
        ...reported,
        experiments: [{ ...reported.experiments[0]!, findings: [odd] }],
      })
    ).markup,
  );
  expect(document.querySelector('.finding .equation')?.textContent).toBe('\\unknown{<b>}');
});

it('experiments.markdown(report) and its lines on a terminal say what came of each', () => {
  expect(experiments.markdown(reported)[1]).toMatch(/- not reproduced: the loss falls Measured: it does\.$/);
  const screen = { width: 80, color: false };
  expect(experiments.terminal?.({ ...noParts, experiments: reported.experiments }, screen)).toEqual([
    'E1  figures',
    '  not reproduced: it does',
    '  n  1',
  ]);
});
