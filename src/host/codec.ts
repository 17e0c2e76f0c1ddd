// What a process needs to speak is taken here, before user code runs that may replace it.
const { parse, stringify } = JSON;
const { isArray } = Array;
const { keys } = Object;
const { is } = Object;

/** What can be sent: plain values, doubles of every kind among them. */
export type Plain = unknown;

/** The doubles that JSON cannot hold, by the text that stands for them. Other text that begins so is marked once more. */
const mark = '#';
const spelled: ReadonlyMap<string, number> = new Map([
  ['#NaN', Number.NaN],
  ['#Infinity', Number.POSITIVE_INFINITY],
  ['#-Infinity', Number.NEGATIVE_INFINITY],
  ['#-0', -0],
]);

/**
 * A plain value as JSON text, in which every double and every text survives: neither methods that user code put on
 * prototypes (`toJSON`) nor replaced built-in functions change it.
 *
 * @throws TypeError where a value is no plain one, or holds itself
 */
export const encode = (value: unknown): string => write(value, 0);

/** Values that are sent are a few levels deep; one that is deeper holds itself. */
const deepest = 100;

const write = (value: unknown, depth: number): string => {
  if (depth > deepest) throw new TypeError('encode: a value must not hold itself, got one that is too deep');
  switch (typeof value) {
    case 'number':
      return value - value === 0 && !is(value, -0) ? `${value}` : `"${mark}${is(value, -0) ? '-0' : value}"`;
    case 'string':
      return stringify(value[0] === mark ? mark + value : value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      break;
    default:
      throw new TypeError(`encode: a value must be plain, got a ${typeof value}`);
  }
  if (value === null) return 'null';
  return isArray(value) ? writeList(value, depth + 1) : writeFields(value, depth + 1);
};

const writeList = (list: readonly unknown[], depth: number): string => {
  let text = '[';
  for (let i = 0; i < list.length; i++) text += i === 0 ? write(list[i], depth) : `,${write(list[i], depth)}`;
  return `${text}]`;
};

/** Fields that are undefined are left out. */
const writeFields = (value: object, depth: number): string => {
  let text = '';
  const names = keys(value);
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const item: unknown = Reflect.get(value, name);
    if (item !== undefined) text += `${text === '' ? '' : ','}${stringify(name)}:${write(item, depth)}`;
  }
  return `{${text}}`;
};

/**
 * The value that was encoded.
 *
 * @throws SyntaxError where the text is no JSON; RangeError where it is nested without end
 */
export const decode = (text: string): unknown => {
  const value: unknown = parse(text);
  // Rare: most messages hold no such double, and no such text.
  return text.includes(`"${mark}`) ? revived(value) : value;
};

const revived = (value: unknown): unknown => {
  if (typeof value === 'string') {
    if (value[0] !== mark) return value;
    return spelled.get(value) ?? value.slice(1);
  }
  if (isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revived(item)]));
};
