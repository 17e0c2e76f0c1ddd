import type { Precision } from '../types/rule.ts';
import { type Compared, compare, type Tried } from './comparison.ts';
import type { Answered } from './resemblance.ts';
import { distinguishable, snapping, widening } from './rounding.ts';

/** What is known of a fitted value: six digits of it, or the interval that it may lie in. */
export interface FittedValues {
  readonly tried: Tried;
  /** By name, the ends of an interval within which nothing tells values apart; those that are known have none. */
  readonly intervals: Readonly<Record<string, readonly [number, number]>>;
}

/** The same values with as few digits as say the same as accurately: people write 0.9, not 0.8999999997. */
export function* withFewDigits(tried: Tried, open: readonly string[]): Generator<Tried, void> {
  for (const share of snapping) {
    const short = open.map((name) => [name, shortest(tried.hyperparameters[name]!, share)] as const);
    yield { rule: tried.rule, hyperparameters: { ...tried.hyperparameters, ...Object.fromEntries(short) } };
  }
  yield tried;
}

/** The number of fewest digits within a share of a value, counted from 1 where it is a rate near 1. */
const shortest = (value: number, share: number): number => {
  const isRate = value > 0.5 && value < 1;
  const size = isRate ? 1 - value : value;
  for (let digits = 1; digits <= 15; digits++) {
    const short = Number(size.toPrecision(digits));
    if (Math.abs(short - size) <= share * Math.abs(size))
      return isRate ? Number((1 - short).toPrecision(15)) : short;
  }
  return value;
};

/** Within which interval each open value may lie, as far as these histories tell. Cost: some twenty comparisons each. */
export const intervalsOf = (
  tried: Tried,
  open: readonly string[],
  answered: readonly Answered[],
  precision: Precision,
): Readonly<Record<string, readonly [number, number]>> => {
  const isApart = (name: string, value: number): boolean => {
    const hyperparameters = { ...tried.hyperparameters, [name]: value };
    return answered.some(({ own, stimulus }): boolean => {
      const { apart }: Compared = compare(own, { rule: tried.rule, hyperparameters }, stimulus, precision);
      return apart !== undefined;
    });
  };
  const found = open.flatMap((name) => {
    const value = tried.hyperparameters[name]!;
    const moved = (share: number): number => (value === 0 ? share : value * (1 + share));
    if (isApart(name, moved(distinguishable)) || isApart(name, moved(-distinguishable))) return [];
    const end = (sign: 1 | -1): number => {
      let reached = value;
      for (const factor of widening) {
        const next = value === 0 ? sign * (factor - 1) : value * factor ** sign;
        if (isApart(name, next)) break;
        reached = next;
      }
      return reached;
    };
    return [[name, [end(-1), end(1)] as const] as const];
  });
  return Object.fromEntries(found);
};

/** Whether an interval goes as far as was looked on both sides of its value. */
export const isAnything = (value: number, [from, to]: readonly [number, number]): boolean => {
  const most = widening.at(-1)!;
  return value === 0 ? to - from >= 2 * (most - 1) : from <= value / most && to >= value * most;
};
