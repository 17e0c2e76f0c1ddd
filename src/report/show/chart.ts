import { ticks } from 'd3-array';
import { shortNumber } from '../../numbers.ts';
import { escaped, fillOf, polyline, px, strokeOf, svg } from './drawing.ts';

/** One line of a chart. */
export interface Series {
  readonly name: string;
  /** Its colour. */
  readonly index: number;
  readonly points: readonly (readonly [x: number, y: number | null])[];
}

/** A chart of lines over a common axis. */
export interface Chart {
  readonly alt: string;
  readonly x: { readonly label: string; readonly log?: boolean };
  readonly y: { readonly label: string; readonly log?: boolean; readonly domain?: readonly [number, number] };
  readonly series: readonly Series[];
  /** The series that stands out. */
  readonly selected?: number;
  /** Whether lines bear their names. */
  readonly isNamed?: boolean;
  /** Where a cursor stands. */
  readonly at?: number;
  /** Levels with their names: dashed lines across. */
  readonly rules?: readonly { readonly y: number; readonly name: string }[];
  /** Places that are marked. */
  readonly dots?: readonly {
    readonly x: number;
    readonly y: number;
    readonly name: string;
    readonly index: number;
  }[];
}

const size = { width: 440, height: 250 } as const;
const margin = { left: 54, right: 14, top: 22, bottom: 34 } as const;

/** Paper around the letters of a name, so that it is read over lines. */
const halo = 'stroke="var(--paper)" stroke-width="3" paint-order="stroke"';

/** Lines over a common axis, each axis plain or logarithmic, with a cursor. */
export const chart = (given: Chart): string => {
  const isShown = (value: number | null, log: boolean | undefined): value is number =>
    value !== null && Number.isFinite(value) && (!log || value > 0);
  const all = given.series.flatMap(({ points }) => points);
  const xs = all.map(([x]) => x).filter((x) => isShown(x, given.x.log));
  const ys = [
    ...all.flatMap(([, y]) => (isShown(y, given.y.log) ? [y] : [])),
    ...(given.rules ?? []).map(({ y }) => y),
  ];
  const across = axis(xs, given.x.log, [margin.left, size.width - margin.right]);
  const up = axis(given.y.domain ?? ys, given.y.log, [size.height - margin.bottom, margin.top]);
  const place = ([x, y]: readonly [number, number | null]): readonly [number, number] | null =>
    isShown(y, given.y.log) && isShown(x, given.x.log) ? [across.at(x), clamped(up.at(y))] : null;
  const lines = given.series.map(
    ({ name, index, points }) =>
      `<g data-series="${index}"><title>${escaped(name)}</title><path d="${polyline(points.map(place))}" fill="none" stroke-width="${index === given.selected ? 2.6 : 1.3}" ${strokeOf(index)}/></g>`,
  );
  const names = (given.isNamed ? given.series : []).map(({ name, index, points }) => {
    const shown = points.map(place).filter((point) => point !== null);
    const [x, y] = shown[Math.floor(shown.length / 4)] ?? [0, 0];
    return `<text x="${px(x)}" y="${px(y - 6)}" font-style="italic" ${halo} ${fillOf(index)}>${escaped(name)}</text>`;
  });
  const dots = (given.dots ?? []).map(({ x, y, name, index }) => {
    const [cx, cy] = place([x, y]) ?? [-9, -9];
    const isRight = cx > size.width - 110;
    return `<circle cx="${px(cx)}" cy="${px(cy)}" r="4" fill="var(--paper)" stroke-width="2" ${strokeOf(index)}/><text x="${px(cx + (isRight ? -8 : 8))}" y="${px(cy - 7)}" text-anchor="${isRight ? 'end' : 'start'}" ${halo}>${escaped(name)}</text>`;
  });
  const rules = (given.rules ?? []).map(
    ({ y }) =>
      `<path d="M${margin.left} ${px(up.at(y))}H${size.width - margin.right}" stroke="currentColor" stroke-dasharray="3 3" opacity=".6"/>`,
  );
  const ruleNames = (given.rules ?? []).map(
    ({ y, name }) =>
      `<text x="${size.width - margin.right}" y="${px(up.at(y) - 4)}" text-anchor="end" ${halo}>${escaped(name)}</text>`,
  );
  const cursor =
    given.at === undefined
      ? ''
      : `<path class="cursor" d="M${px(across.at(given.at))} ${margin.top}V${size.height - margin.bottom}" stroke="currentColor" opacity=".55"/>`;
  const grid = up.ticks
    .map(
      (value) =>
        `<path d="M${margin.left} ${px(up.at(value))}H${size.width - margin.right}" stroke="var(--line)"/><text x="${margin.left - 6}" y="${px(up.at(value) + 4)}" text-anchor="end">${escaped(up.name(value))}</text>`,
    )
    .join('');
  const below = across.ticks
    .map(
      (value) =>
        `<text x="${px(across.at(value))}" y="${size.height - margin.bottom + 14}" text-anchor="middle">${escaped(across.name(value))}</text>`,
    )
    .join('');
  const labels = `<text x="${size.width - margin.right}" y="${size.height - 4}" text-anchor="end">${escaped(given.x.label)} →</text><text x="4" y="12">↑ ${escaped(given.y.label)}</text>`;
  return svg(
    size,
    given.alt,
    `${grid}${below}${labels}${rules.join('')}${lines.join('')}${cursor}${ruleNames.join('')}${names.join('')}${dots.join('')}`,
  );
};

const clamped = (y: number): number => Math.max(margin.top, Math.min(size.height - margin.bottom, y));

/** One axis: where a value is, and its ticks with their names. */
interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  readonly name: (value: number) => string;
}

const axis = (
  values: readonly number[],
  log: boolean | undefined,
  [from, to]: readonly [number, number],
): Axis => {
  const scaled = log ? Math.log10 : (value: number): number => value;
  const inside = values.length > 0 ? values.map(scaled) : [0, 1];
  let [least, most] = [Math.min(...inside), Math.max(...inside)];
  if (!(most > least)) [least, most] = [least - 1 / 2, most + 1 / 2];
  const at = (value: number): number => from + ((to - from) * (scaled(value) - least)) / (most - least);
  if (!log) return { at, ticks: ticks(least, most, 5), name: shortNumber };
  const powers = ticks(least, most, 5).filter(Number.isInteger);
  const marks = powers.length > 1 ? powers.map((power) => 10 ** power) : ticks(10 ** least, 10 ** most, 4);
  return { at, ticks: marks.filter((value) => value > 0), name: shortNumber };
};

/** The numbers of a chart, a row for each value of x and a column for each series. */
export const chartTable = ({ x, series }: Pick<Chart, 'x' | 'series'>): string => {
  const places = [...new Set(series.flatMap(({ points }) => points.map(([place]) => place)))].sort(
    (a, b) => a - b,
  );
  const columns = series.map(({ points }) => new Map(points));
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = places.map((place) => [place, ...columns.map((column) => column.get(place) ?? '')].join(','));
  return [[x.label, ...series.map(({ name }) => name)].map(quoted).join(','), ...rows, ''].join('\n');
};
