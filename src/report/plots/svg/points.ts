import { element, pathThrough } from './element.ts';
import {
  type Channel,
  type Mark,
  middle,
  numbers,
  pointChannels,
  type Style,
  styled,
  values,
} from './mark.ts';

interface Points<Datum> extends Style<Datum> {
  /** Pairs have their first entry here by default, and their second on the other axis. */
  readonly x?: Channel<Datum>;
  readonly y?: Channel<Datum>;
}

const rounded = { strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** A line through all data, with gaps where a value is not finite. */
export const line = <Datum>(
  data: readonly Datum[],
  { curve, ...options }: Points<Datum> & { readonly curve?: 'step' | 'step-after' },
): Mark => {
  const { x, y } = pointChannels(data, options);
  return {
    x,
    y,
    count: data.length,
    draw(place) {
      const points = x.map((value, i) => [place.x.place(value), place.y.place(y[i]!)] as const);
      const turns = points.flatMap((point, i): readonly (readonly [number, number])[] => {
        const next = points[i + 1];
        if (curve === undefined || !next) return [point];
        const at = curve === 'step' ? (point[0] + next[0]) / 2 : next[0];
        return [point, [at, point[1]], [at, next[1]]];
      });
      const defaults = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, ...rounded };
      const { group } = styled(data, options, defaults);
      return element('g', group, [element('path', { d: pathThrough(turns) })]);
    },
  };
};

/** A dot for each datum, of a radius in pixels or of a size that stands for a field. */
export const dot = <Datum>(
  data: readonly Datum[],
  {
    r,
    symbol,
    ...options
  }: Points<Datum> & { readonly r: number | (keyof Datum & string); readonly symbol?: 'circle' | 'square' },
): Mark => {
  const { x, y } = pointChannels(data, options);
  const sizes = typeof r === 'number' ? undefined : numbers(values(data, r));
  return {
    x,
    y,
    count: data.length,
    ...(sizes && { r: sizes }),
    draw(place, indices) {
      const plain =
        options.fill === undefined ? { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } : {};
      const { group, each } = styled(data, options, plain);
      return element(
        'g',
        group,
        indices.flatMap((i) => {
          const [cx, cy] = [middle(place.x, x[i]!), middle(place.y, y[i]!)];
          if (!Number.isFinite(cx) || !Number.isFinite(cy)) return [];
          const radius = typeof r === 'number' ? r : place.radius(sizes![i]!);
          if (symbol !== 'square') return [element('circle', { ...each(i), cx, cy, r: radius })];
          // Of the same area as the circle.
          const side = Math.sqrt(Math.PI) * radius;
          return [
            element('rect', { ...each(i), x: cx - side / 2, y: cy - side / 2, width: side, height: side }),
          ];
        }),
      );
    },
  };
};

/** The text of each datum, or that which `text` makes of it. */
export const text = <Datum>(
  data: readonly Datum[],
  {
    text: write = String,
    fy,
    ...options
  }: Points<Datum> & { readonly text?: (datum: Datum) => string; readonly fy?: Channel<Datum> },
): Mark => {
  const { x, y } = pointChannels(data, options);
  return {
    x,
    y,
    count: data.length,
    ...(fy !== undefined && { fy: values(data, fy) }),
    draw(place, indices) {
      const halo = options.stroke === undefined ? {} : { paintOrder: 'stroke', strokeLinejoin: 'round' };
      const { group } = styled(data, options, halo);
      return element(
        'g',
        group,
        indices.map((i) =>
          element(
            'text',
            { x: middle(place.x, x[i]!), y: middle(place.y, y[i]!), dy: '0.32em' },
            write(data[i]!),
          ),
        ),
      );
    },
  };
};
