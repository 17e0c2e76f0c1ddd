import type { Markup } from '../../markup.ts';
import { axisX, axisY } from './axis.ts';
import { element } from './element.ts';
import type { Mark, Place } from './mark.ts';
import { type AxisOptions, scaleOf } from './scale.ts';

/** A plot: its size in pixels, its axes and what is drawn on them, from back to front. */
export interface PlotOptions {
  readonly width: number;
  readonly height: number;
  /** Of all sides that have no margin of their own. */
  readonly margin?: number;
  readonly marginLeft?: number;
  readonly marginRight?: number;
  readonly marginTop?: number;
  readonly marginBottom?: number;
  readonly x?: AxisOptions;
  readonly y?: AxisOptions;
  /** Rows of plots below each other, by name. */
  readonly fy?: { readonly domain: readonly string[] };
  /** From the least to the greatest radius of dots whose size stands for a value, its area growing with it. */
  readonly r?: { readonly range: readonly [number, number] };
  readonly marks: readonly Mark[];
}

/** The plot as an element svg, without an alternative text. @param attributes of the element, besides its size */
export const plot = (options: PlotOptions, attributes: Readonly<Record<string, string>>): Markup => {
  const { width, height, marks, margin, x = {}, y = {} } = options;
  const frame = {
    left: options.marginLeft ?? margin ?? 40,
    right: width - (options.marginRight ?? margin ?? 20),
    top: options.marginTop ?? margin ?? 20,
    bottom: height - (options.marginBottom ?? margin ?? 30),
  };
  const rows = options.fy && scaleOf([], options.fy, [frame.top, frame.bottom]);
  const row = rows ? { top: 0, bottom: rows.band } : frame;
  const most = Math.max(...marks.flatMap(({ r = [] }) => r));
  const [smallest, largest] = options.r?.range ?? [0, 0];
  const place: Place = {
    x: scaleOf(
      marks.flatMap((mark) => mark.x),
      x,
      [frame.left, frame.right],
    ),
    y: scaleOf(
      marks.flatMap((mark) => mark.y),
      y,
      [row.bottom, row.top],
    ),
    radius: (value) => smallest + (largest - smallest) * Math.sqrt(value / most),
    frame: { ...frame, ...row },
  };
  const facets = rows?.ticks.map((name) => ({ name, down: rows.place(name) }));
  const indices = ({ count, fy }: Mark, name: unknown): readonly number[] =>
    [...Array(count).keys()].filter((i) => fy === undefined || fy[i] === name);
  const drawn = facets
    ? facets.map(({ name, down }) =>
        element(
          'g',
          { transform: `translate(0,${down})` },
          marks.map((mark) => mark.draw(place, indices(mark, name))),
        ),
      )
    : marks.map((mark) => mark.draw(place, indices(mark, undefined)));
  const names = facets?.map(({ name, down }) =>
    element(
      'text',
      { x: frame.right + 9, y: down + row.bottom / 2, dy: '0.32em', textAnchor: 'start' },
      String(name),
    ),
  );
  const around = { ...place, frame };
  return element(
    'svg',
    {
      ...attributes,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      textAnchor: 'middle',
      fontSize: 10,
      fontFamily: 'system-ui, sans-serif',
      fill: 'currentColor',
      className: 'plot',
    },
    [
      ...(names ?? []),
      ...axisY(around, y, facets?.map(({ down }) => down) ?? [0]),
      ...axisX(around, x),
      ...drawn,
    ],
  );
};
