import * as Plot from '@observablehq/plot';
import { degrees, shortNumber } from '../../numbers.ts';
import type { RuleStatistics } from '../../types/report.ts';
import type { Markup } from '../markup.ts';
import { html } from '../markup.ts';
import { figure } from './figure.ts';

/** Histogram of ψ over all steps that moved, with the right angle beyond which no metric exists. */
export const angleHistogram = (
  statistics: Pick<RuleStatistics, 'angles' | 'largestAngle'>,
): Markup | undefined => {
  const { edges, counts } = statistics.angles;
  const bins = edges.slice(1).map((to, i) => {
    // What lies on the last edge or beyond, such as a step straight uphill, is drawn with the last bin.
    const beyond = i === edges.length - 2 ? (counts[i + 1] ?? 0) : 0;
    return { index: i, next: i + 1, from: edges[i]!, to, count: (counts[i] ?? 0) + beyond };
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0 || bins.length === 0) return undefined;
  const obtuse = bins.filter(({ from }) => from >= 90).reduce((sum, { count }) => sum + count, 0);
  const fullest = bins.reduce((best, bin) => (bin.count > best.count ? bin : best));
  const largest =
    statistics.largestAngle === null
      ? ''
      : `, largest of a descending step ${degrees(statistics.largestAngle)}`;
  return figure({
    alt: `Histogram of the angle ψ between update and negative gradient over ${shortNumber(total)} steps: most lie in ${fullest.from}° to ${fullest.to}°${largest}; ${shortNumber(obtuse)} at 90° or more.`,
    caption: html`<b>Angle ψ</b> between update and negative gradient: ${shortNumber(total - obtuse)} steps below 90°, where a metric exists, ${shortNumber(obtuse)} at 90° or beyond, where none does. Bins are of uneven width.`,
    readings: {
      names: ['ψ from', 'ψ to', 'steps'],
      rows: bins.map(({ index, from, to, count }) => ({
        at: [index + 0.5, count],
        values: [from, to, count],
      })),
    },
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: {
        label: 'ψ in degrees',
        domain: [0, bins.length],
        ticks: edgeTicks(edges),
        tickFormat: (index: number) => String(edges[index]),
      },
      y: {
        type: 'sqrt',
        label: 'steps, on a square-root scale',
        grid: true,
        tickFormat: shortNumber,
        ticks: 4,
      },
      marks: [
        Plot.rectY(bins, {
          x1: 'index',
          x2: 'next',
          y: 'count',
          insetLeft: 0.5,
          insetRight: 0.5,
          fill: (bin: { from: number }) => (bin.from >= 90 ? 'var(--orange)' : 'var(--blue)'),
        }),
        Plot.ruleX(edges.includes(90) ? [edges.indexOf(90)] : [], { strokeDasharray: '3 3' }),
        Plot.ruleY([0]),
      ],
    },
  });
};

/** Indices of the edges that have a tick: the right angle and the ends first, then what leaves room. */
const edgeTicks = (edges: readonly number[]): readonly number[] => {
  // Two labels of so many letters next to each other need as many bins of room.
  const width = (index: number): number => Math.max(2, String(edges[index]).length);
  const room = (a: number, b: number): number => ((width(a) + width(b)) / 2 + 1) * 6.2 * (edges.length / 374);
  const last = edges.length - 1;
  const ticks: number[] = [];
  const right = edges.indexOf(90);
  // Outwards from the right angle, on both sides alike.
  const outwards = edges.map((_, i) => i).sort((a, b) => Math.abs(a - right) - Math.abs(b - right));
  const order = [right, 0, last, ...outwards];
  for (const index of order) {
    if (index >= 0 && ticks.every((tick) => Math.abs(tick - index) >= room(tick, index))) ticks.push(index);
  }
  return ticks;
};
