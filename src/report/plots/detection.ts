import * as Plot from '@observablehq/plot';
import { percent, shortNumber } from '../../numbers.ts';
import type { FaultKindReport, KillMatrix } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key, seriesColor } from './figure.ts';
import { logAxis } from './logAxis.ts';

interface Point {
  readonly x: number;
  readonly share: number;
}

/** The share of seeded faults that is detected, against cases and against time: a line for each kind. */
export const detectionPlots = ({ banks }: KillMatrix): readonly Markup[] => [
  ...detectionPlot(banks, 'cases of each check or claim', ({ curve }) =>
    curve.cases.map(({ cases, share }) => ({ x: cases, share })),
  ),
  ...detectionPlot(banks, 'seconds of one thread', ({ curve }) =>
    curve.seconds.map(({ seconds, share }) => ({ x: seconds, share })),
  ),
];

const detectionPlot = (
  kinds: readonly FaultKindReport[],
  unit: string,
  pointsOf: (kind: FaultKindReport) => readonly Point[],
): readonly Markup[] => {
  const drawable = ({ x, share }: Point): boolean => Number.isFinite(x) && x > 0 && Number.isFinite(share);
  const lines = kinds
    .map((kind) => ({ name: kind.bank, points: pointsOf(kind).filter(drawable) }))
    .filter(({ points }) => points.length > 0);
  if (lines.length === 0) return [];
  const xs = lines.flatMap(({ points }) => points.map(({ x }) => x));
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const ends = lines.map(({ name, points }) => {
    const [start, end] = [points[0], points.at(-1)];
    return `${name}: ${percent(start?.share ?? 0)} % within ${shortNumber(start?.x ?? 0)}, ${percent(end?.share ?? 0)} % within ${shortNumber(end?.x ?? 0)}`;
  });
  return [
    figure({
      alt: `Plot of the share detected against ${unit}: ${ends.join('; ')}.`,
      caption: html`<b>Share detected</b> against ${unit}. ${key(
        lines.map(({ name }, color) => ({ name, color, dashed: color % 2 === 1 })),
      )}`,
      readings: {
        names: ['kind', unit, 'share detected'],
        rows: lines.flatMap(({ name, points }) =>
          points.map(({ x, share }) => ({ at: [x, share], values: [name, x, share] })),
        ),
      },
      plot: {
        width: 420,
        height: 250,
        marginLeft: 50,
        x: { label: unit, ...logAxis(xs), domain: [least, Math.max(most, least * 10)] },
        y: {
          label: 'share',
          grid: true,
          domain: [0, 1],
          ticks: 5,
          tickFormat: (share: number) => `${shortNumber(100 * share)} %`,
        },
        marks: lines.map(({ points }, i) =>
          Plot.line([...points, { x: most, share: points.at(-1)?.share ?? 0 }], {
            x: 'x',
            y: 'share',
            curve: 'step-after',
            stroke: seriesColor(i),
            strokeWidth: 2,
            strokeDasharray: i % 2 === 1 ? '5 3' : 'none',
          }),
        ),
      },
    }),
  ];
};
