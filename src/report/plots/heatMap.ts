import * as Plot from '@observablehq/plot';
import type { RuleStatistics } from '../../types/report.ts';
import { html, type Markup } from '../html/markup.ts';
import { shortNumber } from '../shortNumber.ts';
import { figure, label } from './figure.ts';

/** Cases by angle and dimension: a darker cell holds more, a framed one none. */
export const heatMap = (statistics: Pick<RuleStatistics, 'heatMap'>): Markup | undefined => {
  const angles = inOrder(statistics.heatMap.map(({ angle }) => angle));
  const dimensions = inOrder(statistics.heatMap.map(({ dimension }) => dimension));
  const counts = new Map(
    statistics.heatMap.map((cell) => [JSON.stringify([cell.angle, cell.dimension]), cell.count]),
  );
  const cells = angles.flatMap((angle) =>
    dimensions.map((dimension) => ({
      angle: label(angle),
      dimension: label(dimension),
      count: counts.get(JSON.stringify([angle, dimension])) ?? 0,
    })),
  );
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const most = Math.max(...cells.map(({ count }) => count));
  const empty = cells.filter(({ count }) => count === 0);
  return figure({
    alt: `Heat map of ${shortNumber(total)} cases by angle and dimension: ${cells.length - empty.length} of ${cells.length} cells are filled, the fullest with ${shortNumber(most)}.`,
    caption: html`<b>What was reached.</b> Cases by angle and dimension D; framed cells are empty.`,
    plot: {
      width: 420,
      height: 60 + 27 * angles.length,
      marginLeft: 110,
      marginTop: 30,
      x: { label: 'D', axis: 'top', domain: dimensions.map(label) },
      y: { label: null, domain: angles.map(label) },
      marks: [
        Plot.cell(cells, {
          x: 'dimension',
          y: 'angle',
          inset: 1,
          fill: 'var(--blue)',
          fillOpacity: ({ count }: { count: number }) =>
            count === 0 ? 0 : 0.08 + 0.42 * Math.sqrt(count / most),
          stroke: ({ count }: { count: number }) => (count === 0 ? 'var(--orange)' : 'none'),
        }),
        Plot.text(cells, {
          x: 'dimension',
          y: 'angle',
          text: ({ count }: { count: number }) => shortNumber(count),
        }),
      ],
    },
  });
};

/** The distinct labels of intervals, by their ends: 0°, (0°, 1°], (1°, 89°], … */
const inOrder = (labels: readonly string[]): readonly string[] => {
  const ends = (text: string): readonly number[] => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return [...new Set(labels)].sort((a, b) => {
    const [p, q] = [ends(a), ends(b)];
    const differs = p.findIndex((end, i) => end !== q[i]);
    if (differs === -1) return p.length - q.length;
    return (p[differs] ?? 0) - (q[differs] ?? Number.NEGATIVE_INFINITY);
  });
};
