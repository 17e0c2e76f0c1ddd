import * as Plot from '@observablehq/plot';
import { shortNumber } from '../../numbers.ts';
import type { ExperimentReport } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key, label, seriesColor } from './figure.ts';
import { linearAxis } from './linearAxis.ts';
import { logAxis } from './logAxis.ts';

type Series = ExperimentReport['series'][number];

/** Points of a line that are drawn. */
const mostPoints = 400;

/** The plots of an experiment: series that share both axes share a plot, those among many as light lines behind the others. */
export const seriesPlots = (experiment: ExperimentReport): readonly Markup[] => {
  const groups = new Map<string, Series[]>();
  for (const series of experiment.series) {
    const name = JSON.stringify([series.x.label, series.x.log, series.y.label, series.y.log]);
    groups.set(name, [...(groups.get(name) ?? []), series]);
  }
  return [...groups.values()].flatMap((group) => linePlot(group) ?? []);
};

const linePlot = (group: readonly Series[]): Markup | undefined => {
  const [first] = group;
  if (!first) return undefined;
  const drawn = group.map(({ name, among, x, y }) => ({ name, among, points: points(x, y) }));
  const all = drawn.flatMap((line) => line.points);
  if (all.length === 0) return undefined;
  const light = drawn.filter(({ among }) => among !== undefined);
  const lines = drawn.filter(({ among }) => among === undefined);
  const { x, y } = first;
  const many = [...new Set(light.flatMap(({ among }) => among ?? []))];
  const ends = [
    ...many.map((name) => `${label(name)} drawn lightly`),
    ...lines.flatMap((line) => {
      const [start, end] = [line.points[0], line.points.at(-1)];
      return start && end
        ? [`${label(line.name)} from ${shortNumber(start.y)} to ${shortNumber(end.y)}`]
        : [];
    }),
  ];
  return figure({
    alt: `Plot of ${label(y.label)} against ${label(x.label)}: ${ends.join(', ')}.`,
    caption: html`<b>${y.label}</b> against ${x.label}. ${
      many.length > 0 && html`Lightly: ${many.join(', ')}. `
    }${key(lines.map(({ name }, color) => ({ name, color, dashed: color % 2 === 1 })))}`,
    readings: {
      names: ['line', x.label, y.label],
      rows: drawn.flatMap((line) =>
        line.points.map((point) => ({ at: [point.x, point.y], values: [line.name, point.x, point.y] })),
      ),
    },
    wide: true,
    plot: {
      width: 1000,
      height: 300,
      marginLeft: 56,
      x: {
        label: label(x.label),
        ...(x.log
          ? logAxis(all.map((point) => point.x))
          : linearAxis(
              all.map((point) => point.x),
              6,
            )),
      },
      y: {
        label: label(y.label),
        grid: true,
        ...(y.log
          ? logAxis(all.map((point) => point.y))
          : linearAxis(
              all.map((point) => point.y),
              5,
            )),
      },
      marks: [
        ...light.map((line) =>
          Plot.line(line.points, { x: 'x', y: 'y', stroke: 'var(--ink)', strokeOpacity: 0.25 }),
        ),
        ...solidFirst(lines).flatMap(({ line, i }) => [
          Plot.line(line.points, {
            x: 'x',
            y: 'y',
            stroke: seriesColor(i),
            strokeWidth: 2,
            strokeDasharray: i % 2 === 1 ? '5 3' : 'none',
          }),
          ...(line.points.length <= 40
            ? [Plot.dot(line.points, { x: 'x', y: 'y', r: 2, fill: seriesColor(i) })]
            : []),
        ]),
      ],
    },
  });
};

/** The lines with their places, the dashed ones last, so that they show on top of a solid one that they coincide with. */
const solidFirst = <Line>(lines: readonly Line[]): readonly { readonly line: Line; readonly i: number }[] => {
  const placed = lines.map((line, i) => ({ line, i }));
  return [...placed.filter(({ i }) => i % 2 === 0), ...placed.filter(({ i }) => i % 2 === 1)];
};

const points = (x: Series['x'], y: Series['y']): readonly { readonly x: number; readonly y: number }[] => {
  const all = x.values.flatMap((value, i) => {
    const other = y.values[i];
    return other !== undefined && drawable(value, x.log) && drawable(other, y.log)
      ? [{ x: value, y: other }]
      : [];
  });
  const stride = Math.ceil(all.length / mostPoints);
  return all.filter((_, i) => i % stride === 0 || i === all.length - 1);
};

const drawable = (value: number, log: boolean | undefined): boolean =>
  Number.isFinite(value) && (log !== true || value > 0);
