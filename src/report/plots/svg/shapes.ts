import type { Markup } from '../../markup.ts';
import { type Attributes, coordinate, element } from './element.ts';
import { type Channel, type Mark, type Place, type Style, styled, values } from './mark.ts';
import type { Value } from './scale.ts';

type Draw = (place: Place, index: number) => Attributes & { readonly element: string };

/** A group with an element for each datum. */
const shapes = <Datum>(
  data: readonly Datum[],
  style: Style<Datum>,
  defaults: Attributes,
  of: Pick<Mark, 'x' | 'y' | 'fy'>,
  draw: Draw,
): Mark => ({
  ...of,
  count: data.length,
  draw(place, indices): Markup {
    const { group, each } = styled(data, style, defaults);
    return element(
      'g',
      group,
      indices.map((i) => {
        const { element: name, ...attributes } = draw(place, i);
        return element(name, { ...each(i), ...attributes });
      }),
    );
  },
});

interface Between<Datum> extends Style<Datum> {
  readonly x1: Channel<Datum>;
  readonly x2: Channel<Datum>;
  readonly y1: Channel<Datum>;
  readonly y2: Channel<Datum>;
}

const stroked = { fill: 'none', stroke: 'currentColor' } as const;

type Ends = readonly [from: readonly [number, number], to: readonly [number, number]];

const between = <Datum>(
  data: readonly Datum[],
  options: Between<Datum>,
  defaults: Attributes,
  draw: (ends: Ends) => Attributes & { readonly element: string },
): Mark => {
  const [x1, x2] = [values(data, options.x1), values(data, options.x2)];
  const [y1, y2] = [values(data, options.y1), values(data, options.y2)];
  return shapes(data, options, defaults, { x: [...x1, ...x2], y: [...y1, ...y2] }, ({ x, y }, i) =>
    draw([
      [x.place(x1[i]!), y.place(y1[i]!)],
      [x.place(x2[i]!), y.place(y2[i]!)],
    ]),
  );
};

/** A straight line from a point to another for each datum. */
export const link = <Datum>(data: readonly Datum[], options: Between<Datum>): Mark =>
  between(data, options, { ...stroked, strokeWidth: 1.5 }, ([[x1, y1], [x2, y2]]) => ({
    element: 'line',
    x1,
    y1,
    x2,
    y2,
  }));

/** Angle between an arrow and either side of its head. */
const headAngle = Math.PI / 6;

/** An arrow from a point to another for each datum; its head is this many times as long as the line is wide, at most a third of it. */
export const arrow = <Datum>(
  data: readonly Datum[],
  {
    headLength,
    strokeWidth = 1.5,
    ...options
  }: Between<Datum> & { readonly headLength: number; readonly strokeWidth?: number },
): Mark =>
  between(
    data,
    { ...options, strokeWidth },
    { ...stroked, strokeLinecap: 'round' },
    ([[x1, y1], [x2, y2]]) => {
      const length = Math.min((headLength * strokeWidth) / 1.5, Math.hypot(x2 - x1, y2 - y1) / 3);
      const back = Math.atan2(y1 - y2, x1 - x2);
      const [left, right] = [back + headAngle, back - headAngle].map(
        (angle) =>
          `${coordinate(x2 + length * Math.cos(angle))},${coordinate(y2 + length * Math.sin(angle))}`,
      );
      const tip = `${coordinate(x2)},${coordinate(y2)}`;
      return { element: 'path', d: `M${coordinate(x1)},${coordinate(y1)}L${tip}M${left}L${tip}L${right}` };
    },
  );

/** A rectangle between two corners for each datum. */
export const rect = <Datum>(data: readonly Datum[], options: Between<Datum>): Mark =>
  between(data, options, {}, ([[x1, y1], [x2, y2]]) => ({ element: 'rect', ...box(x1, y1, x2, y2) }));

const box = (x1: number, y1: number, x2: number, y2: number): Attributes => ({
  x: Math.min(x1, x2),
  y: Math.min(y1, y2),
  width: Math.abs(x2 - x1),
  height: Math.abs(y2 - y1),
});

/** A bar from 0 up to y between two ends along x for each datum. */
export const rectY = <Datum>(
  data: readonly Datum[],
  {
    inset = 0,
    ...options
  }: Style<Datum> &
    Pick<Between<Datum>, 'x1' | 'x2'> & { readonly y: Channel<Datum>; readonly inset?: number },
): Mark => {
  const [x1, x2, y] = [values(data, options.x1), values(data, options.x2), values(data, options.y)];
  return shapes(data, options, {}, { x: [...x1, ...x2], y: [0, ...y] }, (place, i) => ({
    element: 'rect',
    ...box(
      place.x.place(x1[i]!) + inset,
      place.y.place(0),
      place.x.place(x2[i]!) - inset,
      place.y.place(y[i]!),
    ),
  }));
};

interface Banded<Datum> extends Style<Datum> {
  readonly x: Channel<Datum>;
  readonly y: Channel<Datum>;
  readonly inset?: number;
}

/** A bar from 0 up to y in the band of x for each datum. */
export const barY = <Datum>(data: readonly Datum[], options: Banded<Datum>): Mark => {
  const [x, y] = [values(data, options.x), values(data, options.y)];
  return shapes(data, options, {}, { x, y: [0, ...y] }, (place, i) => {
    const left = place.x.place(x[i]!);
    return { element: 'rect', ...box(left, place.y.place(0), left + place.x.band, place.y.place(y[i]!)) };
  });
};

/** A bar from 0 to x in the band of y for each datum, which leaves free `inset` pixels of the band on both sides. */
export const barX = <Datum>(data: readonly Datum[], { inset = 0, ...options }: Banded<Datum>): Mark => {
  const [x, y] = [values(data, options.x), values(data, options.y)];
  return shapes(data, options, {}, { x: [0, ...x], y }, (place, i) => {
    const top = place.y.place(y[i]!);
    return {
      element: 'rect',
      ...box(place.x.place(0), top + inset, place.x.place(x[i]!), top + place.y.band - inset),
    };
  });
};

/** A line at x across the band of y for each datum. */
export const tickX = <Datum>(data: readonly Datum[], options: Banded<Datum>): Mark => {
  const [x, y] = [values(data, options.x), values(data, options.y)];
  return shapes(data, options, stroked, { x, y }, (place, i) => {
    const [at, top] = [place.x.place(x[i]!), place.y.place(y[i]!)];
    return { element: 'line', x1: at, x2: at, y1: top, y2: top + place.y.band };
  });
};

/** A cell where the bands of x and y cross for each datum. */
export const cell = <Datum>(
  data: readonly Datum[],
  { inset = 0, fy, ...options }: Banded<Datum> & { readonly fy?: Channel<Datum> },
): Mark => {
  const [x, y] = [values(data, options.x), values(data, options.y)];
  const rows = fy === undefined ? {} : { fy: values(data, fy) };
  return shapes(data, options, {}, { x, y, ...rows }, (place, i) => {
    const [left, top] = [place.x.place(x[i]!), place.y.place(y[i]!)];
    return {
      element: 'rect',
      ...box(left + inset, top + inset, left + place.x.band - inset, top + place.y.band - inset),
    };
  });
};

/** A line across the frame at each value of x. */
export const ruleX = (x: readonly Value[], style: Style<Value> = {}): Mark =>
  shapes(x, style, stroked, { x, y: [] }, ({ x: scale, frame }, i) => {
    const at = scale.place(x[i]!);
    return { element: 'line', x1: at, x2: at, y1: frame.top, y2: frame.bottom };
  });

/** A line across the frame at each value of y. */
export const ruleY = (y: readonly Value[], style: Style<Value> = {}): Mark =>
  shapes(y, style, stroked, { x: [], y }, ({ y: scale, frame }, i) => {
    const at = scale.place(y[i]!);
    return { element: 'line', x1: frame.left, x2: frame.right, y1: at, y2: at };
  });
