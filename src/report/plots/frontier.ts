import * as Plot from '@observablehq/plot';
import { percent, shortNumber } from '../../numbers.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key } from './figure.ts';
import { logAxis } from './logAxis.ts';

/** Share of steps on which the loss fell, by η·β, beside gradient descent on the same cases. */
export const stepSizeFrontier = (statistics: Pick<RuleStatistics, 'frontier'>): Markup | undefined => {
  const bins = statistics.frontier
    .filter(({ total, from, to }) => total > 0 && to > 0 && Number.isFinite(from) && Number.isFinite(to))
    .map(({ from, to, effective, gradientDescentEffective, total }) => ({
      at: from > 0 ? Math.sqrt(from * to) : to / 2,
      rule: effective / total,
      gradientDescent: gradientDescentEffective / total,
      total,
    }));
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last) return undefined;
  const lines = [
    { field: 'gradientDescent', color: 'var(--blue)', strokeDasharray: '5 3' },
    { field: 'rule', color: 'var(--orange)', strokeDasharray: 'none' },
  ] as const;
  return figure({
    alt: `Share of steps on which the loss fell, against η·β: ${percent(first.rule)} % at ${shortNumber(first.at)}, ${percent(last.rule)} % at ${shortNumber(last.at)}; gradient descent ${percent(first.gradientDescent)} % and ${percent(last.gradientDescent)} %.`,
    caption: html`<b>Step-size frontier.</b> Share of steps on which the loss fell, a dot for each bin, larger with more steps. Dotted: ηβ = 2, the bound of gradient descent. ${key(
      [
        { name: 'this rule', color: 1 },
        { name: 'gradient descent', color: 0, dashed: true },
      ],
    )}`,
    readings: {
      names: ['η·β', 'share, this rule', 'share, gradient descent', 'steps'],
      rows: bins.map(({ at, rule, gradientDescent, total }) => ({
        at: [at, rule],
        values: [at, rule, gradientDescent, total],
      })),
    },
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: { ...logAxis(bins.map(({ at }) => at)), label: 'η·β' },
      y: { label: 'share', domain: [0, 1], grid: true, percent: false, tickFormat: '.0%', ticks: 5 },
      r: { range: [1, 4], type: 'sqrt' },
      marks: [
        Plot.ruleX([2], { strokeDasharray: '2 3', strokeOpacity: 0.5 }),
        ...lines.flatMap(({ field, color, strokeDasharray }) => [
          Plot.line(bins, { x: 'at', y: field, stroke: color, strokeWidth: 2, strokeDasharray }),
          Plot.dot(bins, { x: 'at', y: field, fill: color, r: 'total' }),
        ]),
        Plot.ruleY([0]),
      ],
    },
  });
};
