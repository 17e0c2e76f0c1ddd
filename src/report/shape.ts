import type { Compound, Fields, Optional, Scalars, Shape, TypeOf } from '../types/shape.ts';
import type { Json } from '../types/vector.ts';

/** A plain JSON Schema document. */
export type Schema = { readonly [key: string]: Json };

/** The spelling of the doubles that JSON cannot hold. */
const specialNumbers: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

const isNumber = (value: unknown): boolean => typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';

/** Of each scalar the JSON Schema, the words for it, and whether a value is one. */
const scalars: Readonly<
  Record<keyof Scalars, { readonly schema: Schema; readonly wanted: string; is(value: unknown): boolean }>
> = {
  text: { schema: { type: 'string' }, wanted: 'a string', is: isText },
  flag: { schema: { type: 'boolean' }, wanted: 'true or false', is: (value) => typeof value === 'boolean' },
  count: {
    schema: { type: 'integer', minimum: 0 },
    wanted: 'a whole number from 0',
    is: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  },
  double: {
    schema: { anyOf: [{ type: 'number' }, { enum: [...specialNumbers.keys()] }] },
    wanted: 'a number',
    is: isNumber,
  },
  'double or text': {
    schema: { type: ['number', 'string'] },
    wanted: 'a number',
    is: (value) => isNumber(value) || isText(value),
  },
  json: { schema: {}, wanted: 'a JSON value', is: (value) => value !== undefined },
};

/** The JSON Schema of a shape. An object has no fields but its own. */
export const schemaOf = (shape: Shape): Schema => {
  if (typeof shape === 'string') return scalars[shape].schema;
  if (!isCompound(shape)) {
    return {
      type: 'object',
      properties: Object.fromEntries(fieldsOf(shape).map(({ name, inner }) => [name, schemaOf(inner)])),
      required: fieldsOf(shape).flatMap(({ name, optional }) => (optional ? [] : [name])),
      additionalProperties: false,
    };
  }
  switch (shape[0]) {
    case 'list':
      return { type: 'array', items: schemaOf(shape[1]) };
    case 'dictionary':
      return { type: 'object', additionalProperties: schemaOf(shape[1]) };
    case 'nullable':
      return { anyOf: [schemaOf(shape[1]), { type: 'null' }] };
    case 'text or':
      return { anyOf: [scalars.text.schema, schemaOf(shape[1])] };
    case 'one of':
      return { enum: shape.slice(1) };
    default:
      return shape satisfies never;
  }
};

/**
 * The parsed text of a file as a value of the shape: the names of doubles that JSON cannot hold become those doubles
 * where the shape wants one.
 *
 * @param path how messages name the value
 * @throws TypeError, naming the path, where the value has another shape
 */
export const readAs = <S extends Shape>(shape: S, value: unknown, path: string): TypeOf<S> => {
  const revived = revive(shape, value);
  if (conforms(shape, revived)) return revived;
  throw new TypeError(faultOf(shape, revived, path));
};

/** Whether a value has the shape: exactly its fields, each of its kind. */
export const conforms = <S extends Shape>(shape: S, value: unknown): value is TypeOf<S> =>
  faultOf(shape, value, '') === undefined;

/** The value with the names of doubles replaced wherever the shape wants a double; what has another shape stays. */
const revive = (shape: Shape, value: unknown): unknown => {
  if (shape === 'double' || shape === 'double or text' || shape === 'json') return reviveNumbers(value);
  if (typeof shape === 'string') return value;
  if (!isCompound(shape)) {
    const fields = new Map(fieldsOf(shape).map(({ name, inner }) => [name, inner]));
    return mapEntries(value, (item, name) => revive(fields.get(name) ?? 'text', item));
  }
  switch (shape[0]) {
    case 'list':
      return Array.isArray(value) ? value.map((item) => revive(shape[1], item)) : value;
    case 'dictionary':
      return mapEntries(value, (item) => revive(shape[1], item));
    case 'nullable':
      return revive(shape[1], value);
    case 'text or':
      return typeof value === 'string' ? value : revive(shape[1], value);
    case 'one of':
      return value;
    default:
      return shape satisfies never;
  }
};

const reviveNumbers = (value: unknown): unknown => {
  if (typeof value === 'string') return specialNumbers.get(value) ?? value;
  return Array.isArray(value) ? value.map(reviveNumbers) : mapEntries(value, reviveNumbers);
};

const mapEntries = (value: unknown, change: (item: unknown, name: string) => unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item, name)]))
    : value;

/** The first thing about a value that is not as the shape wants it, in words; undefined where there is none. */
const faultOf = (shape: Shape, value: unknown, path: string): string | undefined => {
  if (typeof shape === 'string') {
    return scalars[shape].is(value) ? undefined : refusal(path, scalars[shape].wanted, value);
  }
  if (!isCompound(shape)) return faultOfFields(shape, value, path);
  switch (shape[0]) {
    case 'list':
      return Array.isArray(value)
        ? firstFault(value, (item, index) => faultOf(shape[1], item, `${path}[${index}]`))
        : refusal(path, 'an array', value);
    case 'dictionary':
      return isObject(value)
        ? firstFault(Object.entries(value), ([key, item]) =>
            faultOf(shape[1], item, `${path}[${JSON.stringify(key)}]`),
          )
        : refusal(path, 'an object', value);
    case 'nullable':
      return value === null ? undefined : faultOf(shape[1], value, path);
    case 'text or':
      return typeof value === 'string' ? undefined : faultOf(shape[1], value, path);
    case 'one of':
      return shape.slice(1).some((known) => known === value)
        ? undefined
        : refusal(path, `one of ${shape.slice(1).join(', ')}`, value);
    default:
      return shape satisfies never;
  }
};

const faultOfFields = (shape: Fields, value: unknown, path: string): string | undefined => {
  if (!isObject(value)) return refusal(path, 'an object', value);
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined) return refusal(`${path}.${unknown}`, 'left out', value[unknown]);
  return firstFault(fieldsOf(shape), ({ name, inner, optional }) =>
    optional && !Object.hasOwn(value, name) ? undefined : faultOf(inner, value[name], `${path}.${name}`),
  );
};

const firstFault = <T>(
  items: readonly T[],
  faultIn: (item: T, index: number) => string | undefined,
): string | undefined => {
  for (const [index, item] of items.entries()) {
    const fault = faultIn(item, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

interface Field {
  readonly name: string;
  readonly inner: Shape;
  readonly optional: boolean;
}

const fieldsOf = (shape: Fields): readonly Field[] =>
  Object.entries(shape).map(([name, field]) =>
    isOptional(field) ? { name, inner: field[1], optional: true } : { name, inner: field, optional: false },
  );

const isOptional = (field: Shape | Optional): field is Optional =>
  Array.isArray(field) && field[0] === 'optional';

const isCompound = (shape: Compound | Fields): shape is Compound => Array.isArray(shape);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refusal = (path: string, wanted: string, value: unknown): string =>
  `${path}: must be ${wanted}, got ${describe(value)}`;

const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
