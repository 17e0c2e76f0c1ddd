import * as Plot from '@observablehq/plot';
import type { RuleStatistics } from '../../types/report.ts';
import { html, type Markup } from '../html/markup.ts';
import { percent } from '../shortNumber.ts';
import { figure } from './figure.ts';

/** Cases by the least number of steps over which the loss fell all along the run. */
export const windowBars = (statistics: Pick<RuleStatistics, 'windows'>): Markup | undefined => {
  const total = statistics.windows.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const bars = statistics.windows.map(({ window, count }) => ({
    window: window === null ? 'none' : String(window),
    share: count / total,
  }));
  const shares = bars.map(({ window, share }) => `${percent(share)} % need ${window}`);
  return figure({
    alt: `Cases by the window needed: ${shares.join(', ')}.`,
    caption: html`<b>Window needed.</b> The least number of steps over which the loss fell all along the run.`,
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
