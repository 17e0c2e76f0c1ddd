import { shortNumber } from '../../numbers.ts';

/** Options of a linear axis. */
export interface LinearAxis {
  readonly ticks: number;
  readonly tickFormat: (value: number) => string;
}

/**
 * A linear axis over the values whose labels are distinct whatever their offset: with as many digits as the distance of
 * two ticks needs, and as the distance from a number that all share where that is more than a dozen.
 *
 * @param values what it has to hold @param count of ticks, about
 */
export const linearAxis = (values: readonly number[], count: number): LinearAxis => {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const size = Math.max(Math.abs(least), Math.abs(most));
  const spacing = (most - least) / count;
  // Three digits tell apart what differs by a hundredth of the largest.
  if (!(spacing > 0) || spacing > size / 50) return { ticks: count, tickFormat: shortNumber };
  const digits = Math.min(15, Math.ceil(Math.log10(size / spacing)) + 2);
  const format = new Intl.NumberFormat('en', { maximumSignificantDigits: digits });
  return {
    ticks: Math.min(count, digits > 9 ? 2 : 3),
    tickFormat: (value) => format.format(value).replace('-', '−'),
  };
};
