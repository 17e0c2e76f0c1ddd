import * as Plot from '@observablehq/plot';
import { percent } from '../../numbers.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key, seriesColor } from './figure.ts';

/** Blocks that one plot can tell apart. */
const mostBlocks = 5;

/** Share of cases in which each block of θ moves downhill, step by step. */
export const blockLines = (statistics: Pick<RuleStatistics, 'blocks'>): Markup | undefined => {
  const entries = statistics.blocks.filter(({ total }) => total > 0);
  const names = [...new Set(entries.map(({ block }) => block))];
  if (names.length < 2) return undefined;
  const series = names.slice(0, mostBlocks).map((name) => ({
    name,
    points: entries
      .filter(({ block }) => block === name)
      .map(({ step, effective, total }) => ({ step, share: effective / total })),
  }));
  const ends = series.map(
    ({ name, points }) => `${name} from ${percent(points[0]!.share)} % to ${percent(points.at(-1)!.share)} %`,
  );
  return figure({
    alt: `Share of cases in which each block moves downhill, over the steps of a run: ${ends.join(', ')}.`,
    caption: html`<b>Blocks.</b> Share of cases in which yᵀg > 0 on each block alone. ${key(
      series.map(({ name }, color) => ({ name, color })),
    )}${names.length > mostBlocks && ` ${names.length - mostBlocks} more blocks are in report.json.`}`,
    readings: {
      names: ['block', 'step', 'share'],
      rows: series.flatMap(({ name, points }) =>
        points.map(({ step, share }) => ({ at: [step, share], values: [name, step, share] })),
      ),
    },
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: { label: 'step' },
      y: { label: 'share', domain: [0, 1], grid: true, tickFormat: '.0%', ticks: 5 },
      marks: [
        ...series.flatMap(({ points }, i) => [
          Plot.line(points, { x: 'step', y: 'share', stroke: seriesColor(i), strokeWidth: 2 }),
          Plot.dot(points, {
            x: 'step',
            y: 'share',
            fill: seriesColor(i),
            r: 2,
            symbol: i % 2 === 0 ? 'circle' : 'square',
          }),
        ]),
        Plot.ruleY([0]),
      ],
    },
  });
};
