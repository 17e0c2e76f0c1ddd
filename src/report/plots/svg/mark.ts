import type { Markup } from '../../markup.ts';
import type { Attributes } from './element.ts';
import type { Scale, Value } from './scale.ts';

/** Where a mark is drawn: the scales, and the frame in pixels. */
export interface Place {
  readonly x: Scale;
  readonly y: Scale;
  readonly radius: (value: number) => number;
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

/** What a plot shows: the values that its scales have to hold, and how it is drawn. */
export interface Mark {
  readonly x: readonly Value[];
  readonly y: readonly Value[];
  /** How many data there are. */
  readonly count: number;
  /** Values that the size of dots stands for. */
  readonly r?: readonly number[];
  /** The row of a plot of several that each datum is in. */
  readonly fy?: readonly Value[];
  /** @param indices the data that are drawn */
  draw(place: Place, indices: readonly number[]): Markup;
}

/** A field of each datum, or a value for each. */
export type Channel<Datum> = (keyof Datum & string) | readonly Value[];

type Styled<Datum> = string | number | ((datum: Datum) => string | number);

/** How a mark looks; a function where data look different. */
export interface Style<Datum> {
  readonly fill?: Styled<Datum>;
  readonly fillOpacity?: Styled<Datum>;
  readonly stroke?: Styled<Datum>;
  readonly strokeOpacity?: number;
  readonly strokeWidth?: Styled<Datum>;
  readonly strokeDasharray?: string;
  readonly fontSize?: number;
  readonly fontStyle?: string;
  readonly fontWeight?: number;
  readonly className?: string;
}

const styleNames = [
  'fill',
  'fillOpacity',
  'stroke',
  'strokeOpacity',
  'strokeWidth',
  'strokeDasharray',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'className',
] as const;

/** The style of a group, and of each of its elements: what a function gives. */
export const styled = <Datum>(
  data: readonly Datum[],
  style: Style<Datum>,
  defaults: Attributes,
): { readonly group: Attributes; readonly each: (index: number) => Attributes } => {
  const group: Record<string, string | number | undefined> = { ...defaults };
  const own: [string, (datum: Datum) => string | number][] = [];
  for (const name of styleNames) {
    const value = style[name];
    if (typeof value === 'function') own.push([name, value]);
    else if (value !== undefined) group[name] = value;
  }
  return {
    group,
    each: (index) => Object.fromEntries(own.map(([name, of]) => [name, of(data[index]!)])),
  };
};

const isValue = (value: unknown): value is Value => typeof value === 'number' || typeof value === 'string';

/** The values of a channel. */
export const values = <Datum>(data: readonly Datum[], channel: Channel<Datum>): readonly Value[] => {
  if (typeof channel !== 'string') return channel;
  return data.map((datum) => {
    const value = datum[channel];
    return isValue(value) ? value : Number.NaN;
  });
};

/** Those of some values that are numbers. */
export const numbers = (given: readonly Value[]): readonly number[] =>
  given.filter((value) => typeof value === 'number');

/** The first or second entries of pairs. */
const entries = (data: readonly unknown[], index: number): readonly Value[] =>
  data.map((datum) => {
    const value: unknown = Array.isArray(datum) ? datum[index] : undefined;
    return isValue(value) ? value : Number.NaN;
  });

/** Where the data are; pairs have their first entry along x by default, and their second along y. */
export const pointChannels = <Datum>(
  data: readonly Datum[],
  { x, y }: { readonly x?: Channel<Datum>; readonly y?: Channel<Datum> },
): Pick<Mark, 'x' | 'y'> => ({
  x: x === undefined ? entries(data, 0) : values(data, x),
  y: y === undefined ? entries(data, 1) : values(data, y),
});

/** The middle of the band of a name, or the place of a number. */
export const middle = (scale: Scale, value: Value): number => scale.place(value) + scale.band / 2;
