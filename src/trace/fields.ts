import { valueText } from '../errors.ts';
import { plural } from '../numbers.ts';
import type { Vector } from '../types/vector.ts';

/** An object as JSON has it. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A mistake in a record, as the end of a sentence about a line or a file of it. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';
}

const spelled: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** A number, or one that JSON has to spell; undefined where it is none. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : spelled.get(value);

/** @throws FieldFault where it is no number */
export const demandNumber = (value: unknown, name: string): number => {
  const read = numberOf(value);
  if (read === undefined) throw new FieldFault(`${name} must be a number, got ${valueText(value)}`);
  return read;
};

/** A number that may be left out, or null. @throws FieldFault where it is something else */
export const optionalNumber = (value: unknown, name: string): number | undefined =>
  value === undefined || value === null ? undefined : demandNumber(value, name);

/** @throws FieldFault where it is no whole number from 0 on */
export const demandCount = (value: unknown, name: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new FieldFault(`${name} must be a whole number from 0 on, got ${valueText(value)}`);
  }
  return value;
};

/** @throws FieldFault where it is no list of numbers, of this length where one is given */
export const demandNumbers = (value: unknown, name: string, length?: number): readonly number[] => {
  if (!Array.isArray(value)) {
    throw new FieldFault(`${name} must be a list of numbers, got ${valueText(value)}`);
  }
  if (length !== undefined && value.length !== length) {
    throw new FieldFault(`${name} must hold ${plural(length, 'number')}, got ${value.length}`);
  }
  return value.map((item: unknown, i) => demandNumber(item, `${name}[${i}]`));
};

/** @throws as `demandNumbers` */
export const demandVector = (value: unknown, name: string, length?: number): Vector =>
  Float64Array.from(demandNumbers(value, name, length));
