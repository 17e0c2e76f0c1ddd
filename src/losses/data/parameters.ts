import type { Json } from '../../types/vector.ts';

type Fields = { readonly [key: string]: Json };

/** @throws TypeError unless the parameters are an object. */
const fieldsOf = (parameters: Json): Fields => {
  if (typeof parameters === 'object' && parameters !== null && !isList(parameters)) return parameters;
  throw new TypeError(`parameters: must be an object, got ${JSON.stringify(parameters)}`);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The field `name`, null where it is missing. @throws TypeError unless the parameters are an object. */
export const field = (parameters: Json, name: string): Json => fieldsOf(parameters)[name] ?? null;

/** A finite number. @throws TypeError or RangeError with its name otherwise. */
export const readNumber = (parameters: Json, name: string): number => finite(field(parameters, name), name);

/** A whole number in [min, max]. @throws TypeError or RangeError with its name otherwise. */
export const readInteger = (
  parameters: Json,
  name: string,
  range: { readonly min: number; readonly max: number },
): number => wholeNumber(readNumber(parameters, name), name, range);

/** A list of finite numbers, any length. @throws TypeError or RangeError with its name otherwise. */
export const readNumbers = (parameters: Json, name: string): readonly number[] =>
  numbers(field(parameters, name), name);

/** A list of whole numbers in [min, max]. @throws TypeError or RangeError with its name otherwise. */
export const readIntegers = (
  parameters: Json,
  name: string,
  range: { readonly min: number; readonly max: number },
): readonly number[] => readNumbers(parameters, name).map((value) => wholeNumber(value, name, range));

/** A list of at least one row, all of one length ≥ 1. @throws TypeError or RangeError with its name otherwise. */
export const readRows = (parameters: Json, name: string): readonly (readonly number[])[] => {
  const rows = field(parameters, name);
  if (!isList(rows) || rows.length === 0) {
    throw new TypeError(`${name}: must be a list of rows, got ${JSON.stringify(rows)}`);
  }
  const matrix = rows.map((row) => numbers(row, name));
  const length = matrix[0]!.length;
  if (length === 0 || matrix.some((row) => row.length !== length)) {
    throw new TypeError(`${name}: rows must have one length ≥ 1, got ${JSON.stringify(rows)}`);
  }
  return matrix;
};

/** @throws RangeError unless the list has this length. */
export const requireLength = (list: readonly number[], name: string, length: number): void => {
  if (list.length !== length) {
    throw new RangeError(`${name}: must have length ${length}, got ${name} = ${JSON.stringify(list)}`);
  }
};

const numbers = (value: Json, name: string): readonly number[] => {
  if (!isList(value)) throw new TypeError(`${name}: must be a list of numbers, got ${JSON.stringify(value)}`);
  return value.map((entry) => finite(entry, name));
};

const finite = (value: Json, name: string): number => {
  if (typeof value !== 'number') {
    throw new TypeError(`${name}: must be a number, got ${JSON.stringify(value)}`);
  }
  if (!Number.isFinite(value)) throw new RangeError(`${name}: must be finite, got ${name} = ${value}`);
  return value;
};

const wholeNumber = (
  value: number,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number => {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name}: must be a whole number in [${min}, ${max}], got ${name} = ${value}`);
};
