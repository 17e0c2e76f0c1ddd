import * as Plot from '@observablehq/plot';
import type { RuleStatistics } from '../../types/report.ts';
import { formula } from '../html/formula.ts';
import { html, type Markup } from '../html/markup.ts';
import { shortNumber } from '../shortNumber.ts';
import { decades, power } from './decades.ts';
import { figure, key } from './figure.ts';

/** κ* against δ = π/2 − ψ on logarithmic axes, measured, on top of the curve κ* = cot²(δ/2). */
export const degradation = (statistics: Pick<RuleStatistics, 'degradation'>): Markup | undefined => {
  const bins = statistics.degradation
    .filter(({ count, least, greatest }) => count > 0 && least > 0 && Number.isFinite(greatest))
    .map(({ logDelta, count, least, greatest }) => ({ delta: 10 ** logDelta, count, least, greatest }));
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
        { name: 'measured, least to greatest', color: 1 },
        { name: 'theory', color: 0 },
      ],
    )}`,
    plot: {
      width: 420,
      height: 230,
      marginLeft: 46,
      x: {
        type: 'log',
        label: 'δ = π/2 − ψ',
        ticks: decades([nearest, 1]),
        tickFormat: power,
        reverse: true,
      },
      y: { type: 'log', label: 'κ*', grid: true, ticks: decades([1, largest]), tickFormat: power },
      marks: [
        Plot.line(curve, { x: 'delta', y: 'kappa', stroke: 'var(--blue)' }),
        Plot.ruleX(bins, {
          x: 'delta',
          y1: 'least',
          y2: 'greatest',
          stroke: 'var(--orange)',
          strokeWidth: 3,
        }),
        Plot.dot(bins, { x: 'delta', y: 'greatest', r: 2.5, fill: 'var(--orange)' }),
        Plot.dot(bins, { x: 'delta', y: 'least', r: 2.5, fill: 'var(--orange)' }),
      ],
    },
  });
};
