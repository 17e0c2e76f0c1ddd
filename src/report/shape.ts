import type { Json } from '../types/vector.ts';

/** A plain JSON Schema document. */
export type Schema = { readonly [key: string]: Json };

/** A kind of value in a report: its JSON Schema, and how a parsed file is read as it. */
export interface Shape<T> {
  readonly schema: Schema;
  /** @throws TypeError, naming the path, where the value has another shape. */
  read(value: unknown, path: string): T;
}

/** The fields of an object type, each with its shape; a field that may be missing is wrapped by `optional`. */
export type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? Optional<Exclude<T[K], undefined>> : Shape<T[K]>;
};

interface Optional<T> {
  readonly optional: Shape<T>;
}

const refuse = (path: string, wanted: string, value: unknown): never => {
  throw new TypeError(`${path}: must be ${wanted}, got ${describe(value)}`);
};

const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const scalar = <T>(schema: Schema, wanted: string, is: (value: unknown) => value is T): Shape<T> => ({
  schema,
  read: (value, path) => (is(value) ? value : refuse(path, wanted, value)),
});

/** Any string. */
export const text: Shape<string> = scalar(
  { type: 'string' },
  'a string',
  (value): value is string => typeof value === 'string',
);

/** true or false. */
export const flag: Shape<boolean> = scalar(
  { type: 'boolean' },
  'true or false',
  (value): value is boolean => typeof value === 'boolean',
);

/** One of a few fixed values. */
export const oneOf = <const T extends string | number>(...values: readonly T[]): Shape<T> =>
  scalar({ enum: values }, `one of ${values.join(', ')}`, (value): value is T =>
    values.some((v) => v === value),
  );

/** The spelling of the doubles that JSON cannot hold. */
export const specialNumbers: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

/** Any double: a JSON number, or the name of one that JSON cannot hold. */
export const double: Shape<number> = {
  schema: { anyOf: [{ type: 'number' }, { enum: [...specialNumbers.keys()] }] },
  read: (value, path) => {
    if (typeof value === 'number') return value;
    const special = typeof value === 'string' ? specialNumbers.get(value) : undefined;
    return special ?? refuse(path, 'a number', value);
  },
};

/** A whole number from 0. */
export const count: Shape<number> = scalar(
  { type: 'integer', minimum: 0 },
  'a whole number from 0',
  (value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0,
);

/** The shape, or null. */
export const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({
  schema: { anyOf: [shape.schema, { type: 'null' }] },
  read: (value, path) => (value === null ? null : shape.read(value, path)),
});

/** Text, or the shape where the value is no text. */
export const textOr = <T>(shape: Shape<T>): Shape<T | string> => ({
  schema: { anyOf: [{ type: 'string' }, shape.schema] },
  read: (value, path) => (typeof value === 'string' ? value : shape.read(value, path)),
});

/** The one shape where the value is text, the other elsewhere; the text that names a number is that number. */
export const doubleOrText: Shape<number | string> = {
  schema: { type: ['number', 'string'] },
  read: (value, path) =>
    typeof value === 'string' ? (specialNumbers.get(value) ?? value) : double.read(value, path),
};

/** A list of such values. */
export const list = <T>(shape: Shape<T>): Shape<readonly T[]> => ({
  schema: { type: 'array', items: shape.schema },
  read: (value, path) =>
    Array.isArray(value)
      ? value.map((item, index) => shape.read(item, `${path}[${index}]`))
      : refuse(path, 'an array', value),
});

/** An object with any keys and such values. */
export const dictionary = <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> => ({
  schema: { type: 'object', additionalProperties: shape.schema },
  read: (value, path) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, item]) => [
            key,
            shape.read(item, `${path}[${JSON.stringify(key)}]`),
          ]),
        )
      : refuse(path, 'an object', value),
});

/** Marks a field that may be missing. */
export const optional = <T>(shape: Shape<T>): Optional<T> => ({ optional: shape });

/** An object with exactly these fields. */
export const object = <T extends object>(fields: Fields<T>): Shape<T> => {
  const entries: readonly (readonly [string, Shape<unknown> | Optional<unknown>])[] = Object.entries(fields);
  const shapes = new Map(entries.map(([key, field]) => [key, 'optional' in field ? field.optional : field]));
  const required = entries.filter(([, field]) => !('optional' in field)).map(([key]) => key);
  const conforms = (
    value: Readonly<Record<string, unknown>>,
  ): value is Readonly<Record<string, unknown>> & T => required.every((key) => Object.hasOwn(value, key));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...shapes].map(([key, shape]) => [key, shape.schema])),
      required,
      additionalProperties: false,
    },
    read: (value, path) => {
      if (!isObject(value)) return refuse(path, 'an object', value);
      const unknown = Object.keys(value).find((key) => !shapes.has(key));
      if (unknown !== undefined) return refuse(`${path}.${unknown}`, 'left out', value[unknown]);
      const result = Object.fromEntries(
        [...shapes]
          .filter(([key]) => required.includes(key) || Object.hasOwn(value, key))
          .map(([key, shape]) => [key, shape.read(value[key], `${path}.${key}`)]),
      );
      return conforms(result) ? result : refuse(path, 'complete', value);
    },
  };
};

/** Any JSON value. A string that names a number which JSON cannot hold is that number. */
export const json: Shape<Json> = {
  schema: {},
  read: (value, path) => {
    if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
    if (typeof value === 'string') return specialNumbers.get(value) ?? value;
    if (Array.isArray(value)) return list(json).read(value, path);
    return dictionary(json).read(value, path);
  },
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
