import * as Plot from '@observablehq/plot';
import { shortNumber } from '../../numbers.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { formula } from '../formula.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key } from './figure.ts';
import { logAxis } from './logAxis.ts';

/** Width of a bin in log10 δ, as the report has it. */
const binWidth = 0.25;

/** κ* against δ = π/2 − ψ on logarithmic axes, measured, on top of the curve κ* = cot²(δ/2). */
export const degradation = (statistics: Pick<RuleStatistics, 'degradation'>): Markup | undefined => {
  const bins = statistics.degradation
    .filter(({ count, least, greatest }) => count > 0 && least > 0 && Number.isFinite(greatest))
    .map(({ logDelta, least, greatest }) => ({
      delta: 10 ** logDelta,
      to: 10 ** (logDelta + binWidth),
      least,
      greatest,
    }));
  if (bins.length === 0) return undefined;
  const nearest = Math.min(...bins.map(({ delta }) => delta));
  const largest = Math.max(...bins.map(({ greatest }) => greatest));
  const from = Math.log10(nearest) - 0.5;
  const curve = Array.from({ length: 60 }, (_, i) => {
    const delta = 10 ** (from + ((Math.log10(Math.PI / 2) - from) * i) / 59);
    return { delta, kappa: Math.tan(delta / 2) ** -2 };
  });
  return figure({
    alt: `Least condition number κ* against the distance of ψ from a right angle, both logarithmic: it grows along the curve κ* = cot²(δ/2), to ${shortNumber(largest)} at δ = ${shortNumber(nearest)}.`,
    caption: html`<b>Degradation.</b> ${formula('\\kappa^* = \\cot^2 \\tfrac{\\delta}{2}')} grows without bound towards a right angle. ${key(
      [
        { name: 'measured, a box for each bin', color: 1 },
        { name: 'theory', color: 0 },
      ],
    )}`,
    readings: {
      names: ['δ from', 'δ to', 'least κ*', 'greatest κ*'],
      rows: bins.map(({ delta, to, least, greatest }) => ({
        at: [Math.sqrt(delta * to), greatest],
        values: [delta, to, least, greatest],
      })),
    },
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: { ...logAxis([nearest, Math.PI / 2]), label: 'δ = π/2 − ψ', reverse: true },
      y: { ...logAxis([1, largest]), label: 'κ*', grid: true },
      marks: [
        Plot.rect(bins, {
          x1: 'delta',
          x2: 'to',
          y1: 'least',
          y2: 'greatest',
          fill: 'var(--orange)',
          fillOpacity: 0.45,
          stroke: 'var(--orange)',
          strokeWidth: 1.5,
        }),
        Plot.link(bins, {
          x1: 'delta',
          x2: 'to',
          y1: 'least',
          y2: 'least',
          stroke: 'var(--orange)',
          strokeWidth: 2.5,
        }),
        Plot.line(curve, { x: 'delta', y: 'kappa', stroke: 'var(--blue)', strokeWidth: 1.5 }),
      ],
    },
  });
};
