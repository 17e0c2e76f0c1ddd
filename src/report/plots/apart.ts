import * as Plot from '@observablehq/plot';
import { plural, shortNumber } from '../../numbers.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key } from './figure.ts';
import { logAxis } from './logAxis.ts';

/** ‖v‖ without overflow on the way. */
const norm = (values: readonly number[]): number => Math.hypot(...values);

/** ‖Δθ‖ of a rule and of its reference from the same gradients, and the size of their difference, over the steps. */
export const apart = (rows: readonly TrajectoryRow[]): Markup | undefined => {
  const series: readonly string[] = ['the rule', 'the reference', 'their difference'];
  const points = rows.flatMap(({ step, delta, reference }) => {
    if (!reference) return [];
    const difference = delta.map((d, i) => d - reference.delta[i]!);
    return [norm(delta), norm(reference.delta), norm(difference)].map((size, i) => ({ step, size, of: i }));
  });
  // A logarithm has no 0: where both rest, or agree to the last bit, there is no point.
  const drawn = points.filter(({ size }) => size > 0 && Number.isFinite(size));
  if (drawn.length === 0) return undefined;
  const last = points.at(-1)!;
  const colors = ['var(--orange)', 'var(--blue)', 'var(--green)'];
  return figure({
    alt: `Size of the updates of the rule and of its reference, and of their difference, over ${plural(last.step + 1, 'step')}: ${series.map((name, i) => `${name} ${shortNumber(points.findLast(({ of }) => of === i)!.size)}`).join(', ')} at the last.`,
    caption: html`<b>Updates side by side,</b> from the same gradients. ${key([
      { name: 'rule', color: 1 },
      { name: 'reference', color: 0 },
      { name: 'difference', color: 2, dashed: true },
    ])}`,
    readings: {
      names: ['step', 'of', '‖Δθ‖'],
      rows: drawn.map(({ step, size, of }) => ({ at: [step, size], values: [step, series[of]!, size] })),
    },
    plot: {
      width: 320,
      height: 300,
      marginLeft: 50,
      x: { label: 'step', ticks: Math.min(8, last.step + 1), tickFormat: 'd' },
      y: { ...logAxis(drawn.map(({ size }) => size)), label: '‖Δθ‖', grid: true },
      marks: series.flatMap((_, i) => {
        const own = drawn.filter(({ of }) => of === i);
        return [
          Plot.line(own, {
            x: 'step',
            y: 'size',
            stroke: colors[i]!,
            strokeWidth: 1.8,
            ...(i === 2 && { strokeDasharray: '4 3' }),
          }),
          Plot.dot(own, { x: 'step', y: 'size', r: 3, fill: colors[i]! }),
        ];
      }),
    },
  });
};
