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
  const fault = faultOf(shape, revived)!;
  throw new TypeError(`${path}${fault.at}: must be ${fault.wanted}, got ${describe(fault.value)}`);
};

/** Whether a value has the shape: exactly its fields, each of its kind. */
export const conforms = <S extends Shape>(shape: S, value: unknown): value is TypeOf<S> =>
  faultOf(shape, value) === undefined;

/** The value with the names of doubles replaced wherever the shape wants a double; what has another shape stays. */
const revive = (shape: Shape, value: unknown): unknown => {
  if (shape === 'double' || shape === 'double or text' || shape === 'json') return reviveNumbers(value);
  if (typeof shape === 'string') return value;
  if (!isCompound(shape)) {
    return mapEntries(value, (item, name) => {
      const field = Object.hasOwn(shape, name) ? shape[name]! : 'text';
      return revive(isOptional(field) ? field[1] : field, item);
    });
  }
  switch (shape[0]) {
    case 'list':
      return Array.isArray(value) ? mapItems(value, (item) => revive(shape[1], item)) : value;
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
  return Array.isArray(value) ? mapItems(value, reviveNumbers) : mapEntries(value, reviveNumbers);
};

/** What is the same as before is not copied: there are millions of values in a thousand reports. */
const mapItems = (list: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] => {
  const changed = list.map(change);
  return changed.every((item, i) => Object.is(item, list[i])) ? list : changed;
};

const mapEntries = (value: unknown, change: (item: unknown, name: string) => unknown): unknown => {
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  const changed = names.map((name) => change(value[name], name));
  return changed.every((item, i) => Object.is(item, value[names[i]!]))
    ? value
    : Object.fromEntries(names.map((name, i) => [name, changed[i]]));
};

/** What is not as a shape wants it, and where below the value that was looked at. */
interface Fault {
  readonly at: string;
  readonly wanted: string;
  readonly value: unknown;
}

/** The first thing about a value that is not as the shape wants it; undefined where there is none. */
const faultOf = (shape: Shape, value: unknown): Fault | undefined => {
  if (typeof shape === 'string') {
    return scalars[shape].is(value) ? undefined : refusal(scalars[shape].wanted, value);
  }
  if (!isCompound(shape)) return faultOfFields(shape, value);
  switch (shape[0]) {
    case 'list': {
      if (!Array.isArray(value)) return refusal('an array', value);
      for (let index = 0; index < value.length; index++) {
        const fault = faultOf(shape[1], value[index]);
        if (fault) return below(`[${index}]`, fault);
      }
      return undefined;
    }
    case 'dictionary': {
      if (!isObject(value)) return refusal('an object', value);
      for (const key of Object.keys(value)) {
        const fault = faultOf(shape[1], value[key]);
        if (fault) return below(`[${JSON.stringify(key)}]`, fault);
      }
      return undefined;
    }
    case 'nullable':
      return value === null ? undefined : faultOf(shape[1], value);
    case 'text or':
      return typeof value === 'string' ? undefined : faultOf(shape[1], value);
    case 'one of':
      return shape.slice(1).some((known) => known === value)
        ? undefined
        : refusal(`one of ${shape.slice(1).join(', ')}`, value);
    default:
      return shape satisfies never;
  }
};

const faultOfFields = (shape: Fields, value: unknown): Fault | undefined => {
  if (!isObject(value)) return refusal('an object', value);
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(shape, name)) return below(`.${name}`, refusal('left out', value[name]));
  }
  for (const { name, inner, optional } of fieldsOf(shape)) {
    if (optional && !Object.hasOwn(value, name)) continue;
    const fault = faultOf(inner, value[name]);
    if (fault) return below(`.${name}`, fault);
  }
  return undefined;
};

const refusal = (wanted: string, value: unknown): Fault => ({ at: '', wanted, value });

const below = (name: string, { at, wanted, value }: Fault): Fault => ({ at: `${name}${at}`, wanted, value });

interface Field {
  readonly name: string;
  readonly inner: Shape;
  readonly optional: boolean;
}

const known = new WeakMap<Fields, readonly Field[]>();

const fieldsOf = (shape: Fields): readonly Field[] => {
  const fields =
    known.get(shape) ??
    Object.entries(shape).map(([name, field]) =>
      isOptional(field) ? { name, inner: field[1], optional: true } : { name, inner: field, optional: false },
    );
  known.set(shape, fields);
  return fields;
};

const isOptional = (field: Shape | Optional): field is Optional =>
  Array.isArray(field) && field[0] === 'optional';

const isCompound = (shape: Compound | Fields): shape is Compound => Array.isArray(shape);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
