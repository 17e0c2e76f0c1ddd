import * as Plot from '@observablehq/plot';
import { plural, shortNumber } from '../../numbers.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure } from './figure.ts';
import { linearAxis } from './linearAxis.ts';
import { logAxis } from './logAxis.ts';

/** L over the steps of a run; a step on which it did not fall is marked. */
export const lossCurve = (rows: readonly TrajectoryRow[]): Markup | undefined => {
  const steps = rows
    .filter(({ loss, lossAfter }) => Number.isFinite(loss) && Number.isFinite(lossAfter))
    .map(({ step, loss, lossAfter }) => ({
      from: step,
      to: step + 1,
      loss,
      lossAfter,
      fell: lossAfter < loss,
    }));
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return undefined;
  const values = steps.flatMap(({ loss, lossAfter }) => [loss, lossAfter]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const log = least > 0 && most / least > 1000;
  const rises = steps.filter(({ fell }) => !fell);
  return figure({
    alt: `Loss over ${plural(last.to, 'step')}: from ${shortNumber(first.loss)} to ${shortNumber(last.lossAfter)}; it fails to fall on ${rises.length} of them.`,
    caption: html`<b>Loss over steps</b> of the minimal case; thick where it failed to fall.`,
    readings: {
      names: ['step', 'L(θ)'],
      rows: [...steps.map(({ from, loss }) => [from, loss] as const), [last.to, last.lossAfter] as const].map(
        (point) => ({ at: point, values: point }),
      ),
    },
    plot: {
      width: 320,
      height: 300,
      marginLeft: 62,
      x: { label: 'step', ticks: Math.min(8, last.to), tickFormat: 'd' },
      y: log
        ? { ...logAxis(values), label: 'L(θ)', grid: true }
        : { label: 'L(θ)', grid: true, ...linearAxis(values, 5), nice: true },
      marks: [
        Plot.link(steps, {
          x1: 'from',
          x2: 'to',
          y1: 'loss',
          y2: 'lossAfter',
          stroke: ({ fell }: { fell: boolean }) => (fell ? 'var(--blue)' : 'var(--orange)'),
          strokeWidth: ({ fell }: { fell: boolean }) => (fell ? 1.5 : 3.5),
        }),
        Plot.dot(steps, { x: 'from', y: 'loss', r: 3, fill: 'var(--ink)' }),
        Plot.dot([last], { x: 'to', y: 'lossAfter', r: 3, fill: 'var(--ink)' }),
      ],
    },
  });
};
