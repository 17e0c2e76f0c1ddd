/** What has a place on an axis: a number, or one of several names. */
export type Value = number | string;

/** Options of an axis and of the scale along it. */
export interface AxisOptions {
  readonly label?: string | null;
  /** Two ends of a scale of numbers, or all names of one of names; by default what the marks show. */
  readonly domain?: readonly Value[];
  readonly type?: 'linear' | 'sqrt' | 'log';
  /** Where ticks are, or about how many. */
  readonly ticks?: number | readonly number[];
  tickFormat?(value: Value): string;
  readonly grid?: boolean;
  /** Whether the domain is widened to whole ticks. */
  readonly nice?: boolean;
  readonly reverse?: boolean;
  /** On which side it is drawn, below or to the left by default; null for no axis. */
  readonly axis?: 'top' | null;
}

/** From values to pixels. */
export interface Scale {
  place(value: Value): number;
  /** Width of the band of a name, in pixels; 0 for numbers. */
  readonly band: number;
  readonly ticks: readonly Value[];
}

/** The step between about this many ticks over a range: 1, 2 or 5 times a power of ten. */
const tickStep = (range: number, count: number): number => {
  const power = 10 ** Math.floor(Math.log10(range / count));
  const error = range / count / power;
  return power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1);
};

/** Whole multiples of the step within a range, without the rounding of adding it up. */
const ticksWithin = (from: number, to: number, count: number): readonly number[] => {
  if (!(to > from)) return [from];
  const step = tickStep(to - from, count);
  const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step,
  );
};

const widened = (from: number, to: number): readonly [number, number] => {
  if (!(to > from)) return [from, to];
  const step = tickStep(to - from, 10);
  return [Math.floor(from / step) * step, Math.ceil(to / step) * step];
};

const shapes = { linear: (value: number) => value, sqrt: Math.sqrt, log: Math.log } as const;

const numberScale = (
  values: readonly number[],
  options: AxisOptions,
  [start, end]: readonly [number, number],
): Scale => {
  const finite = (options.domain ?? values).map(Number).filter(Number.isFinite);
  const ends = [Math.min(...finite), Math.max(...finite)] as const;
  const [from, to] = options.nice ? widened(...ends) : ends;
  const shape = shapes[options.type ?? 'linear'];
  const [low, high] = options.reverse ? [end, start] : [start, end];
  const range = shape(to) - shape(from);
  const { ticks = Math.abs(end - start) / 60 } = options;
  const all = typeof ticks === 'number' ? ticksWithin(from, to, ticks) : ticks;
  return {
    place: (value) => low + (high - low) * (range > 0 ? (shape(Number(value)) - shape(from)) / range : 1 / 2),
    band: 0,
    ticks: all.filter((tick) => tick >= from && tick <= to),
  };
};

/** Share of a step between two bands that is left free. */
const gap = 0.1;

const nameScale = (names: readonly Value[], [start, end]: readonly [number, number]): Scale => {
  const step = Math.floor((end - start) / (names.length + gap));
  const band = Math.round(step * (1 - gap));
  const first = start + Math.round((end - start - step * (names.length - gap)) / 2);
  const places = new Map(names.map((name, i) => [name, first + step * i]));
  return { place: (value) => places.get(value) ?? Number.NaN, band, ticks: names };
};

/** The scale of an axis: of names where a value or the domain has one, of numbers otherwise. @param range from where to where, in pixels */
export const scaleOf = (
  values: readonly Value[],
  options: AxisOptions,
  range: readonly [number, number],
): Scale => {
  const { domain = values } = options;
  if (domain.some((value) => typeof value === 'string'))
    return nameScale([...new Set(domain)], [Math.min(...range), Math.max(...range)]);
  return numberScale(values.map(Number), options, range);
};
