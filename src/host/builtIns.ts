const { defineProperty, ownKeys, getOwnPropertyDescriptor } = Reflect;

/** A function that every part of the suite may call, and where it was found. */
interface Kept {
  readonly owner: object;
  readonly key: PropertyKey;
  readonly value: unknown;
  readonly name: string;
}

/** What became of the built-in functions; nothing here calls one that may have been replaced. */
export interface WatchedGlobals {
  /** What was done to the first that is not as it was, as the end of a sentence: `removed the global Math.abs`. */
  damage(): string | undefined;
  /**
   * Puts back what was replaced, as a polyfill may leave it: those that judge run on what the engine brings.
   *
   * @returns what cannot be put back, as `damage`
   */
  restore(): string | undefined;
}

/** What every object inherits from here on is not taken for an addition. */
type Inherited = readonly PropertyKey[];

/** Remembers the built-in functions, on which the suite rests as much as a rule does. */
export const watchGlobals = (): WatchedGlobals => {
  const kept = builtInFunctions();
  let inherited: Inherited = ownKeys(Object.prototype);
  const damage = (): string | undefined => {
    for (let i = 0; i < kept.length; i++) {
      const { owner, key, value, name } = kept[i]!;
      const now = dataOf(owner, key);
      if (now === undefined) return `removed the global ${name}`;
      if (now !== value) return `replaced the global ${name}`;
    }
    return addition(inherited);
  };
  return {
    damage,
    restore: () => {
      for (let i = 0; i < kept.length; i++) {
        const { owner, key, value } = kept[i]!;
        if (dataOf(owner, key) !== value) defineProperty(owner, key, { ...plainProperty, value });
      }
      // A promise of any object at all would be another, and a property that is described without one would have it.
      const hidden = addition([...inherited, ...ownKeys(Object.prototype).filter((key) => !isFatal(key))]);
      inherited = ownKeys(Object.prototype);
      return hidden ?? damage();
    },
  };
};

/** What is on the prototype of every object, and was not. */
const addition = (inherited: Inherited): string | undefined => {
  const keys = ownKeys(Object.prototype);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    let isKnown = false;
    for (let j = 0; j < inherited.length; j++) isKnown ||= inherited[j] === key;
    if (!isKnown) return `added "${typeof key === 'symbol' ? 'a symbol' : key}" to every object`;
  }
  return undefined;
};

const isFatal = (key: PropertyKey): boolean =>
  key === 'then' || key === 'get' || key === 'set' || key === 'value' || key === 'writable';

/** Without a prototype, on which user code may have put more. */
const plainProperty = Object.assign(Object.create(null), {
  writable: true,
  enumerable: false,
  configurable: true,
});

/** Those of the language, by the global that leads to them, and those that only its syntax calls. */
const builtInFunctions = (): readonly Kept[] => {
  const kept: Kept[] = [];
  for (const key of ownKeys(globalThis)) {
    const value = dataOf(globalThis, key);
    if (typeof value !== 'function' && !(typeof value === 'object' && isNamespace(key))) continue;
    if (isReplaceable(String(key))) continue;
    kept.push({ owner: globalThis, key, value, name: String(key) });
    if (value !== null) keepFunctions(kept, value, String(key));
    const prototype = value === null ? undefined : dataOf(value, 'prototype');
    if (typeof prototype === 'object' && prototype !== null)
      keepFunctions(kept, prototype, `${String(key)}.prototype`);
  }
  for (const [name, owner] of Object.entries(hiddenPrototypes())) keepFunctions(kept, owner, name);
  return kept;
};

/** Prototypes that no global names. */
const hiddenPrototypes = (): Readonly<Record<string, object>> => {
  const above = (value: object): object => Object.getPrototypeOf(value);
  return {
    'TypedArray.prototype': above(Float64Array.prototype),
    'ArrayIterator.prototype': above([].values()),
    'MapIterator.prototype': above(new Map().values()),
    'SetIterator.prototype': above(new Set().values()),
    'Generator.prototype': above(above((function* () {})())),
  };
};

/** What the suite takes for itself before it runs user code, or does not call: a rule may fix its clock or its dice. */
const isReplaceable = (name: string): boolean =>
  /^((set|clear)(Timeout|Interval|Immediate)|queueMicrotask|structuredClone|fetch|Date(\..*)?|Math\.random)$/.test(
    name,
  );

const isNamespace = (key: PropertyKey): boolean => key === 'Math' || key === 'JSON' || key === 'Reflect';

const keepFunctions = (kept: Kept[], owner: object, path: string): void => {
  for (const key of ownKeys(owner)) {
    // Not a function of the language: loaders of modules set and remove it.
    if (key === 'prepareStackTrace') continue;
    const value = dataOf(owner, key);
    const name = `${path}.${String(key)}`;
    if (typeof value === 'function' && !isReplaceable(name)) kept.push({ owner, key, value, name });
  }
};

/** The value of a data property; getters are not called. */
const dataOf = (owner: object, key: PropertyKey): unknown => getOwnPropertyDescriptor(owner, key)?.value;
