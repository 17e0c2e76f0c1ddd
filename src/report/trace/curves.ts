import * as Plot from '@observablehq/plot';
import { degrees, shortNumber } from '../../numbers.ts';
import type { MetricSpan, TracePoint, TraceReport } from '../../types/trace.ts';
import { html, type Markup } from '../markup.ts';
import { figure } from '../plots/figure.ts';
import { logAxis } from '../plots/logAxis.ts';

interface Curve {
  readonly name: string;
  readonly unit: string;
  readonly caption: Markup;
  readonly of: (point: TracePoint) => number | null;
  readonly log: boolean;
  readonly shown: (value: number) => string;
  readonly mark?: number;
}

/** Margins that the script of the page knows, too: a cursor is at 52 + share · (width − 70). */
const frame = { width: 420, height: 230, marginLeft: 52, marginRight: 18 } as const;

/** ψ, κ*, ‖Δ‖/‖θ‖, the loss and what it lost beside yᵀΔ, over the steps, each with a cursor at the first of them. */
export const traceCurves = (report: TraceReport): readonly Markup[] => {
  const curves: readonly Curve[] = [
    {
      name: 'ψ',
      unit: 'ψ in degrees',
      caption: html`<b>Angle ψ</b> between update and negative gradient. A metric exists below 90°, the dashed line.`,
      of: ({ angle }) => angle,
      log: false,
      shown: degrees,
      mark: 90,
    },
    {
      name: 'κ*',
      unit: 'κ*',
      caption: html`<b>Least condition number κ*</b> of a metric that explains the step; none where it is not effective.`,
      of: ({ conditionNumber }) => conditionNumber,
      log: true,
      shown: shortNumber,
    },
    {
      name: 'loss',
      unit: 'L(θ)',
      caption: html`<b>Loss</b> as it was logged.`,
      of: ({ loss }) => loss,
      log: true,
      shown: shortNumber,
    },
    {
      name: 'loss lost beside yᵀΔ',
      unit: 'lost / predicted',
      caption: html`<b>Loss lost beside yᵀΔ predicted</b>: 1 to first order, less where curvature takes over, below 0 where the step is too large.`,
      of: ({ lossRatio }) => (lossRatio === null ? null : Math.max(-3, Math.min(3, lossRatio))),
      log: false,
      shown: shortNumber,
      mark: 1,
    },
    {
      name: '‖Δ‖/‖θ‖',
      unit: '‖Δ‖/‖θ‖',
      caption: html`<b>Relative step</b>.`,
      of: ({ relativeStep }) => relativeStep,
      log: true,
      shown: shortNumber,
    },
  ];
  return curves.flatMap((curve) => drawn(curve, report.curve.points));
};

const drawn = (
  { name, unit, caption, of, log, shown, mark }: Curve,
  points: readonly TracePoint[],
): readonly Markup[] => {
  const values = points.flatMap((point) => {
    const y = of(point);
    return y !== null && Number.isFinite(y) && (!log || y > 0) ? [{ x: point.step, y }] : [];
  });
  if (values.length === 0) return [];
  const all = values.map(({ y }) => y);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const isLog = log && most / least > 10;
  const [first, last] = [points[0]!.step, points.at(-1)!.step];
  const gaps = points.map((point) => {
    const y = of(point);
    return { x: point.step, y: y !== null && (!log || y > 0) ? y : Number.NaN };
  });
  return [
    figure({
      alt: `${name} over steps ${shortNumber(first)} to ${shortNumber(last)}: from ${shown(values[0]!.y)} to ${shown(values.at(-1)!.y)}, least ${shown(least)}, most ${shown(most)}.`,
      caption,
      readings: {
        names: ['step', unit],
        rows: values.map(({ x, y }) => ({ at: [x, y], values: [x, y] })),
      },
      plot: {
        ...frame,
        x: { label: 'step', domain: [first, Math.max(last, first + 1)], ticks: 6, tickFormat: shortNumber },
        y: isLog
          ? { ...logAxis(all), label: unit, grid: true }
          : { label: unit, grid: true, ticks: 5, tickFormat: shortNumber, nice: true },
        marks: [
          ...(mark === undefined ? [] : [Plot.ruleY([mark], { strokeDasharray: '3 3' })]),
          Plot.line(gaps, { x: 'x', y: 'y', stroke: 'var(--blue)', strokeWidth: 1.5 }),
          ...(values.length <= 80 ? [Plot.dot(values, { x: 'x', y: 'y', r: 1.6, fill: 'var(--blue)' })] : []),
          Plot.ruleX([first], { stroke: 'var(--orange)', strokeWidth: 1.5, className: 'cursor' }),
        ],
      },
    }),
  ];
};

/** From each start: over how many steps one metric explains the run. */
export const metricCurve = ({ metric }: TraceReport): Markup | undefined => {
  if (metric === null || metric.spans.length < 2) return undefined;
  const { spans, most } = metric;
  const line = (of: keyof Omit<MetricSpan, 'start'>, stroke: string, strokeDasharray = 'none') =>
    Plot.line(spans, { x: 'start', y: of, stroke, strokeDasharray, strokeWidth: 1.5, curve: 'step' });
  const [first, last] = [spans[0]!.start, spans.at(-1)!.start];
  return figure({
    alt: `Steps in a row that one metric explains, from each step on, at most ${most}: median ${metric.median.notRefuted} not refuted, ${metric.median.explained} explained, ${metric.median.within1} within 1 %, ${metric.median.within10} within 10 %.`,
    caption: html`<b>One metric for many steps</b>: how many in a row, from each step on, of at most ${most}. <span class="key"><span><i class="swatch c0"></i>not refuted by rounding</span> <span>┄ explained by a certified metric</span> <span><i class="swatch c1"></i>within 1 %</span> <span><i class="swatch c2"></i>within 10 %</span></span>`,
    readings: {
      names: ['step', 'not refuted', 'explained', 'within 1 %', 'within 10 %'],
      rows: spans.map(({ start, notRefuted, explained, within1, within10 }) => ({
        at: [start, notRefuted],
        values: [start, notRefuted, explained, within1, within10],
      })),
    },
    plot: {
      ...frame,
      x: {
        label: 'step',
        domain: [first, Math.max(last, first + 1)],
        ticks: Math.max(1, Math.min(6, last - first)),
        tickFormat: shortNumber,
      },
      y: { label: 'steps in a row', grid: true, domain: [0, most], ticks: 5 },
      marks: [
        line('within10', 'var(--green)'),
        line('within1', 'var(--orange)'),
        line('notRefuted', 'var(--blue)'),
        line('explained', 'currentColor', '3 3'),
      ],
    },
  });
};
