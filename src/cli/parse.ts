import type { Shard } from '../campaign/request.ts';
import { UsageError } from '../errors.ts';
import { plural } from '../numbers.ts';
import { parsePromise, typedPromiseForms } from '../rules/declaration/promise.ts';
import type { DescentPromise } from '../types/rule.ts';
import { type DimensionRange, largestDimension, optionBounds } from '../types/scenario.ts';
import { leastRisk, readRisk } from '../verdict/risk.ts';

const refuse = (option: string, must: string, given: string): never => {
  throw new UsageError(`--${option}: must be ${must}, got "${given}"`);
};

/** A whole number from `min` to `max`, written in digits (or as 1e4). */
export const parseCount =
  (option: string, { min, max }: { readonly min: number; readonly max: number }) =>
  (given: string): number => {
    const value = given.trim() === '' ? Number.NaN : Number(given);
    if (!(Number.isInteger(value) && value >= min && value <= max)) {
      return refuse(
        option,
        `a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`,
        given,
      );
    }
    return value;
  };

/** A number above 0, such as 0.04 or 1e-3. */
export const parsePositive =
  (option: string) =>
  (given: string): number => {
    const value = given.trim() === '' ? Number.NaN : Number(given);
    return value > 0 && Number.isFinite(value) ? value : refuse(option, 'a number above 0', given);
  };

/** `8` or `1..64`. */
export const parseDimension = (given: string): DimensionRange => {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(given.trim());
  const min = Number(match?.[1]);
  const max = Number(match?.[2] ?? match?.[1]);
  if (!(min >= 1 && max >= min && max <= largestDimension)) {
    return refuse(
      'dimension',
      `a dimension or a range such as 1..64, within 1..${largestDimension.toLocaleString('en')}`,
      given,
    );
  }
  return { min, max };
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `500ms`, `60s`, `5m`, `2h`, in milliseconds. */
export const parseDuration =
  (option: string) =>
  (given: string): number => {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(given.trim());
    const value = Number(match?.[1]) * (units[match?.[2] ?? ''] ?? Number.NaN);
    return value > 0 && value <= optionBounds.duration.max
      ? value
      : refuse(option, 'a duration such as 500ms, 60s or 5m, at most 500h', given);
  };

/** `1/100000`, `1e-5`. */
export const parseRisk = (given: string): number =>
  readRisk(given) ??
  refuse(
    'risk',
    `a risk from 1/${leastRisk.toLocaleString('en')}, which ${plural(optionBounds.runs.max, 'case')} of each check are for, to 1/2, such as 1/100000 or 1e-5`,
    given,
  );

/** `2/8`: the second of eight parts; `auto`: the one that the environment says. */
export const parseShard = (given: string): Shard | 'auto' => {
  if (given.trim() === 'auto') return 'auto';
  const match = /^(\d+)\/(\d+)$/.exec(given.trim());
  const [part, count] = [Number(match?.[1]), Number(match?.[2])];
  const { max } = optionBounds.shards;
  if (!(part >= 1 && part <= count && count <= max)) {
    const most = max.toLocaleString('en');
    return refuse('shard', `part/parts with 1 ≤ part ≤ parts ≤ ${most}, such as 2/8, or auto`, given);
  }
  return { index: part - 1, count };
};

/** `small-step`, `window:20`, `share:0.9`, … */
export const parseContract = (given: string): DescentPromise => {
  return parsePromise(given) ?? refuse('contract', typedPromiseForms, given);
};
