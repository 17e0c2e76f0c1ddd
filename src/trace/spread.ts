import type { Spread } from '../types/trace.ts';

/** Values that are kept one by one; beyond it they are counted in bins. */
const keptValues = 1024;

/** Bins of a factor of two: a median is off by 4.4 % at most. */
const binsPerOctave = 8;

/** Values that are added one after another, of which the median and the greatest are wanted. Memory: constant. */
export interface RunningSpread {
  readonly add: (value: number, step: number, atMost: boolean) => void;
  /** Null where nothing was added. */
  readonly result: () => Spread | null;
}

/**
 * Median and greatest of positive values: exact for up to 1,024 of them, and the median to 4.4 % beyond, from a histogram
 * of their logarithms.
 */
export const runningSpread = (): RunningSpread => {
  let values: number[] | undefined = [];
  const bins = new Map<number, number>();
  let [count, most, mostAt, below] = [0, Number.NEGATIVE_INFINITY, 0, 0];
  let mostIsBound = false;
  const toBin = (value: number): void => {
    const bin = value > 0 ? Math.floor(Math.log2(value) * binsPerOctave) : Number.NEGATIVE_INFINITY;
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  };
  return {
    add: (value, step, atMost) => {
      if (Number.isNaN(value)) return;
      count++;
      if (atMost) below++;
      if (value > most) {
        most = value;
        mostAt = step;
        mostIsBound = atMost;
      }
      if (values === undefined) return toBin(value);
      values.push(value);
      if (values.length > keptValues) {
        for (const one of values) toBin(one);
        values = undefined;
      }
    },
    result: () => {
      if (count === 0) return null;
      const median = values === undefined ? medianOfBins(bins, count) : medianOf(values);
      return { median, most, mostAt, atMost: mostIsBound || 2 * below > count };
    },
  };
};

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

const medianOfBins = (bins: ReadonlyMap<number, number>, count: number): number => {
  let seen = 0;
  for (const [bin, inBin] of [...bins].sort(([a], [b]) => a - b)) {
    seen += inBin;
    if (2 * seen >= count) return bin === Number.NEGATIVE_INFINITY ? 0 : 2 ** ((bin + 0.5) / binsPerOctave);
  }
  return Number.NaN;
};
