import { type Frame, frameOf } from './frame.ts';

/** A frame as an object of JSON on a line, non-finite numbers and −0 as strings; what is 0 or empty is left out. */
export const encodeJson = ({ kind, text, values, ...numbers }: Frame): string => {
  const fields: Record<string, unknown> = { kind };
  for (const [name, value] of Object.entries(numbers))
    if (!Object.is(value, 0)) fields[name] = storable(value);
  if (text !== '') fields.text = text;
  if (values.length > 0) fields.values = Array.from(values, storable);
  return `${JSON.stringify(fields)}\n`;
};

const storable = (value: number): number | string =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);

/** Reads one line. @throws RangeError where it is no frame */
export const decodeJson = (line: string): Frame => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw new RangeError(`decodeJson: a line must be an object of JSON, got ${line.slice(0, 60)}`);
  }
  const number = (name: string): number => {
    const value = fieldOf(parsed, name);
    return value === undefined ? 0 : doubleOf(value, name);
  };
  const text = fieldOf(parsed, 'text');
  const values = fieldOf(parsed, 'values') ?? [];
  if (!Array.isArray(values))
    throw new RangeError(`decodeJson: values must be a list, got ${String(values)}`);
  return frameOf(number('kind'), {
    flags: number('flags'),
    instance: number('instance'),
    step: number('step'),
    a: number('a'),
    b: number('b'),
    text: text === undefined ? '' : typeof text === 'string' ? text : JSON.stringify(text),
    values: Float64Array.from(values, (value, i) => doubleOf(value, `values[${i}]`)),
  });
};

/** A field of an object that was read from JSON; undefined where it has none. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

const doubleOf = (value: unknown, name: string): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^(-?Infinity|NaN|-0)$/.test(value)) return Number(value);
  throw new RangeError(`decodeJson: ${name} must be a number, got ${JSON.stringify(value)}`);
};
