import * as Plot from '@observablehq/plot';
import { percent } from '../../numbers.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure } from './figure.ts';

/** Windows that share a bar: doubling ranges from 5 on. */
const groups = [
  ...[1, 2, 3, 4].map((window) => ({ name: String(window), from: window, to: window })),
  { name: '5–8', from: 5, to: 8 },
  { name: '9–16', from: 9, to: 16 },
  { name: '17–32', from: 17, to: 32 },
  { name: '33–64', from: 33, to: 64 },
  { name: '65+', from: 65, to: Number.POSITIVE_INFINITY },
  { name: 'none', from: Number.NaN, to: Number.NaN },
];

/** Cases by the least number of steps over which the loss fell all along the run. */
export const windowBars = (statistics: Pick<RuleStatistics, 'windows'>): Markup | undefined => {
  const total = statistics.windows.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const bars = groups
    .map(({ name, from, to }) => ({
      window: name,
      share:
        statistics.windows
          .filter(({ window }) => (window === null ? name === 'none' : from <= window && window <= to))
          .reduce((sum, { count }) => sum + count, 0) / total,
    }))
    .filter(({ window, share }) => share > 0 || window === '1' || window === 'none');
  const shares = bars.map(({ window, share }) => `${percent(share)} % need ${window}`);
  return figure({
    alt: `Cases by the window needed: ${shares.join(', ')}.`,
    caption: html`<b>Window needed.</b> The least number of steps over which the loss fell all along the run.`,
    readings: {
      names: ['window in steps', 'share of cases'],
      rows: bars.map(({ window, share }) => ({ at: [window, share], values: [window, share] })),
    },
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: { label: 'window in steps', domain: bars.map(({ window }) => window) },
      y: { label: 'share of cases', grid: true, tickFormat: '.0%', ticks: 5 },
      marks: [
        Plot.barY(bars, {
          x: 'window',
          y: 'share',
          fill: ({ window }: { window: string }) => (window === 'none' ? 'var(--orange)' : 'var(--blue)'),
        }),
        Plot.ruleY([0]),
      ],
    },
  });
};
