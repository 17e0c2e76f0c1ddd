import * as Plot from '@observablehq/plot';
import type { RuleStatistics } from '../../types/report.ts';
import type { Markup } from '../html/markup.ts';
import { html } from '../html/markup.ts';
import { degrees, shortNumber } from '../shortNumber.ts';
import { figure } from './figure.ts';

/** Histogram of ψ over all steps that moved, with the right angle beyond which no metric exists. */
export const angleHistogram = (
  statistics: Pick<RuleStatistics, 'angles' | 'largestAngle'>,
): Markup | undefined => {
  const { edges, counts } = statistics.angles;
  const bins = counts.flatMap((count, i) => {
    const [from, to] = [edges[i], edges[i + 1]];
    return from === undefined || to === undefined ? [] : [{ from, to, count }];
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const obtuse = bins.filter(({ from }) => from >= 90).reduce((sum, { count }) => sum + count, 0);
  const fullest = bins.reduce((best, bin) => (bin.count > best.count ? bin : best));
  const largest = statistics.largestAngle === null ? '' : `, largest ${degrees(statistics.largestAngle)}`;
  return figure({
    alt: `Histogram of the angle ψ between update and negative gradient over ${shortNumber(total)} steps: most lie in ${fullest.from}° to ${fullest.to}°${largest}; ${shortNumber(obtuse)} at 90° or more.`,
    caption: html`<b>Angle ψ</b> between update and negative gradient. A metric exists below 90° and nowhere else.`,
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: {
        label: 'ψ in degrees',
        domain: [0, Math.max(180, edges.at(-1) ?? 180)],
        ticks: [0, 30, 60, 90, 120, 150, 180],
      },
      y: { label: 'steps', grid: true, tickFormat: 's', ticks: 5 },
      marks: [
        Plot.rectY(bins, {
          x1: 'from',
          x2: 'to',
          y: 'count',
          insetLeft: 0.5,
          insetRight: 0.5,
          fill: (bin: { from: number }) => (bin.from >= 90 ? 'var(--orange)' : 'var(--blue)'),
        }),
        Plot.ruleX([90], { strokeDasharray: '3 3' }),
        Plot.ruleY([0]),
      ],
    },
  });
};
