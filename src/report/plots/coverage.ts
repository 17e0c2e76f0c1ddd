import * as Plot from '@observablehq/plot';
import { percent } from '../../numbers.ts';
import type { CoverageReport } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key, label } from './figure.ts';

/** Shares that had to be reached, as bars with a tick at what was required. */
export const coverageBars = (coverage: readonly CoverageReport[]): Markup | undefined => {
  if (coverage.length === 0) return undefined;
  const bars = coverage.map((entry, index) => ({ ...entry, name: `${index}`, short: label(entry.label) }));
  const open = coverage.filter(({ certain }) => !certain);
  return figure({
    alt: `Coverage: ${coverage
      .slice(0, 12)
      .map(
        (entry) =>
          `${label(entry.label)} ${percent(entry.observed)} % of ${percent(entry.required)} % required`,
      )
      .join(', ')}. ${open.length} not yet certain.`,
    caption: html`<b>Covered against required.</b> The tick is the share that was required. ${key([
      { name: 'certain to be reached', color: 2 },
      { name: 'not certain', color: 1 },
    ])}`,
    readings: {
      names: ['of', 'observed', 'required'],
      rows: bars.map(({ name, short, observed, required }) => ({
        at: [observed, name],
        values: [short, observed, required],
      })),
    },
    plot: {
      width: 420,
      height: 62 + 26 * bars.length,
      marginLeft: 170,
      x: {
        label: 'share of cases',
        tickFormat: '.0%',
        grid: true,
        ticks: 5,
        domain: [0, Math.max(0.1, ...bars.map((bar) => Math.max(bar.observed, bar.required)))],
      },
      y: {
        label: null,
        domain: bars.map(({ name }) => name),
        tickFormat: (name: string) => bars[Number(name)]!.short,
      },
      marks: [
        Plot.barX(bars, {
          x: 'observed',
          y: 'name',
          insetTop: 4,
          insetBottom: 4,
          fill: ({ certain }: { certain: boolean }) => (certain ? 'var(--green)' : 'var(--orange)'),
        }),
        Plot.tickX(bars, { x: 'required', y: 'name', strokeWidth: 2.5 }),
      ],
    },
  });
};
