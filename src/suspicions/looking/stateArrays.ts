/** An array of numbers in the state of a rule; it is the state's own, and may be changed. */
export type StateArray = Float64Array | Float32Array | number[];

/** Deeper than this nothing is looked for. */
const deepest = 5;

/**
 * The float arrays of D entries that a state holds, by the path to them: in objects, lists and maps, however nested.
 *
 * Cost: O(size of the state), down to five levels.
 */
export const stateArrays = (state: unknown, dimension: number): ReadonlyMap<string, StateArray> => {
  const found = new Map<string, StateArray>();
  const seen = new Set<unknown>();
  const look = (part: unknown, path: string, depth: number): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    if (isFloats(part)) {
      if (part.length === dimension) found.set(path, part);
      return;
    }
    if (depth === deepest || ArrayBuffer.isView(part)) return;
    const entries = part instanceof Map ? part : Object.entries(part);
    for (const [name, value] of entries) look(value, `${path}.${String(name)}`, depth + 1);
  };
  look(state, 'state', 0);
  return found;
};

const isFloats = (value: object): value is StateArray =>
  value instanceof Float64Array ||
  value instanceof Float32Array ||
  (Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'number'));

/** Whether every entry is 0. */
export const areZeros = (values: ArrayLike<number>): boolean => {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) return false;
  return true;
};

/** Whether two arrays hold the same numbers. */
export const areEqual = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
};

/** The paths of the arrays of D entries that are 0 when a run begins. */
export const zeroArrays = (state: unknown, dimension: number): readonly string[] =>
  [...stateArrays(state, dimension)].filter(([, values]) => areZeros(values)).map(([path]) => path);
