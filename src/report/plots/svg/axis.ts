import { shortNumber } from '../../../numbers.ts';
import type { Markup } from '../../markup.ts';
import { element } from './element.ts';
import { middle, type Place } from './mark.ts';
import type { AxisOptions, Scale, Value } from './scale.ts';

const formatted = (options: AxisOptions, value: Value): string =>
  options.tickFormat?.(value) ?? (typeof value === 'number' ? shortNumber(value) : value);

/** Length of a tick, and the distance of its text, in pixels. */
const [tickLength, tickPadding] = [6, 9];

const isOfNumbers = ({ band }: Scale): boolean => band === 0;

/** The axis of y to the left of the frame, with lines across it where there is a grid. @param facet how far down each row of several is */
export const axisY = (
  { y, frame }: Place,
  options: AxisOptions,
  facets: readonly number[],
): readonly Markup[] => {
  if (options.axis === null) return [];
  const ticks = facets.flatMap((down) => y.ticks.map((tick) => ({ tick, at: down + middle(y, tick) })));
  const { left, right, top } = frame;
  const grid = element(
    'g',
    { stroke: 'currentColor', strokeOpacity: 0.1 },
    options.grid ? ticks.map(({ at }) => element('line', { x1: left, x2: right, y1: at, y2: at })) : [],
  );
  const marks = element(
    'g',
    { stroke: 'currentColor' },
    ticks.map(({ at }) => element('line', { x1: left - tickLength, x2: left, y1: at, y2: at })),
  );
  const texts = element(
    'g',
    { textAnchor: 'end' },
    ticks.map(({ tick, at }) =>
      element('text', { x: left - tickPadding, y: at, dy: '0.32em' }, formatted(options, tick)),
    ),
  );
  const label = options.label
    ? [
        element(
          'text',
          { x: 3, y: top - 17, dy: '0.71em', textAnchor: 'start' },
          `${isOfNumbers(y) ? '↑ ' : ''}${options.label}`,
        ),
      ]
    : [];
  return [...(options.grid ? [grid] : []), marks, texts, ...label];
};

/** The axis of x below the frame, or above it. */
export const axisX = ({ x, frame }: Place, options: AxisOptions): readonly Markup[] => {
  if (options.axis === null) return [];
  const isAbove = options.axis === 'top';
  const { left, right, top, bottom } = frame;
  const [edge, sign] = isAbove ? [top, -1] : [bottom, 1];
  const ticks = x.ticks.map((tick) => ({ tick, at: middle(x, tick) }));
  const grid = element(
    'g',
    { stroke: 'currentColor', strokeOpacity: 0.1 },
    ticks.map(({ at }) => element('line', { x1: at, x2: at, y1: top, y2: bottom })),
  );
  const marks = element(
    'g',
    { stroke: 'currentColor' },
    ticks.map(({ at }) => element('line', { x1: at, x2: at, y1: edge, y2: edge + sign * tickLength })),
  );
  const texts = element(
    'g',
    {},
    ticks.map(({ tick, at }) =>
      element(
        'text',
        { x: at, y: edge + sign * tickPadding, ...(!isAbove && { dy: '0.71em' }) },
        formatted(options, tick),
      ),
    ),
  );
  const arrow = isOfNumbers(x);
  const label = options.label
    ? [
        element(
          'text',
          arrow
            ? {
                x: options.reverse ? left - 17 : right + 17,
                y: bottom + 27,
                textAnchor: options.reverse ? 'start' : 'end',
              }
            : { x: (left + right) / 2, y: edge + sign * (isAbove ? 20 : 27) },
          arrow ? (options.reverse ? `← ${options.label}` : `${options.label} →`) : options.label,
        ),
      ]
    : [];
  return [...(options.grid ? [grid] : []), marks, texts, ...label];
};
