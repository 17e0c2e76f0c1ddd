import * as Plot from '@observablehq/plot';
import { shortNumber } from '../../numbers.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, label } from './figure.ts';
import { power } from './logAxis.ts';

/** Steps by angle, dimension and scale: a darker cell holds more, a framed one none. */
export const heatMap = (statistics: Pick<RuleStatistics, 'heatMap'>): Markup | undefined => {
  const angles = inOrder(statistics.heatMap.map(({ angle }) => angle));
  const dimensions = inOrder(statistics.heatMap.map(({ dimension }) => dimension));
  const scales = scalesInOrder(statistics.heatMap.map(({ scale }) => scale));
  const counts = new Map(
    statistics.heatMap.map((cell) => [JSON.stringify([cell.angle, cell.dimension, cell.scale]), cell.count]),
  );
  const cells = angles.flatMap((angle) =>
    dimensions.flatMap((dimension) =>
      scales.map((scale) => ({
        angle: label(angle),
        dimension: label(dimension),
        scale: scaleName(scale),
        count: counts.get(JSON.stringify([angle, dimension, scale])) ?? 0,
      })),
    ),
  );
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const most = Math.max(...cells.map(({ count }) => count));
  const empty = cells.filter(({ count }) => count === 0);
  return figure({
    wide: true,
    alt: `Heat map of ${shortNumber(total)} steps by angle, dimension and scale: ${cells.length - empty.length} of ${cells.length} cells are filled, the fullest with ${shortNumber(most)}.`,
    caption: html`<b>What was reached.</b> Steps by angle, dimension D and largest |yᵢ|; framed cells are empty.`,
    readings: {
      names: ['angle', 'D', 'largest |yᵢ|', 'steps'],
      rows: cells.map(({ angle, dimension, scale, count }) => ({
        at: [dimension, angle],
        facet: scale,
        values: [angle, dimension, scale, count],
      })),
    },
    plot: {
      width: 1000,
      height: 74 + 24 * angles.length * scales.length,
      marginLeft: 130,
      marginTop: 30,
      x: { label: 'D', axis: 'top', domain: dimensions.map(label) },
      marginRight: 110,
      fy: { label: null, domain: scales.map(scaleName) },
      y: { label: null, domain: angles.map(label) },
      marks: [
        Plot.cell(cells, {
          x: 'dimension',
          fy: 'scale',
          y: 'angle',
          inset: 1,
          fill: 'var(--blue)',
          fillOpacity: ({ count }: { count: number }) =>
            count === 0 ? 0 : 0.08 + 0.42 * Math.sqrt(count / most),
          stroke: ({ count }: { count: number }) => (count === 0 ? 'var(--orange)' : 'none'),
        }),
        Plot.text(cells, {
          x: 'dimension',
          fy: 'scale',
          y: 'angle',
          text: ({ count }: { count: number }) => shortNumber(count),
        }),
      ],
    },
  });
};

/** `≤ 1e-8` as |y| ≤ 10⁻⁸. */
const scaleName = (scale: string): string =>
  label(`|y| ${scale.replace(/1e(-?\d+)/, (_, digits) => power(10 ** Number(digits)))}`);

/** The distinct labels of intervals, by their ends: 0°, (0°, 1°], (1°, 89°], … */
const inOrder = (labels: readonly string[]): readonly string[] => {
  const ends = (text: string): readonly number[] => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return [...new Set(labels)].sort((a, b) => {
    const [p, q] = [ends(a), ends(b)];
    const differs = p.findIndex((end, i) => end !== q[i]);
    if (differs === -1) return p.length - q.length;
    return p[differs]! - (q[differs] ?? Number.NEGATIVE_INFINITY);
  });
};

/** Scales from small to large: `≤ 1e-8`, `≤ 1e2`, and after them what is beyond. */
const scalesInOrder = (labels: readonly string[]): readonly string[] => {
  const rank = (text: string): number =>
    Number(text.replace(/[^\d.e+-]/g, '')) * (text.startsWith('>') ? 10 : 1);
  return [...new Set(labels)].sort((a, b) => rank(a) - rank(b));
};
