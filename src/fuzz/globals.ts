const { ownKeys, getOwnPropertyDescriptor } = Reflect;

/** A function that every part of the suite may call, and where it was found. */
interface Kept {
  readonly owner: object;
  readonly key: PropertyKey;
  readonly value: unknown;
  readonly name: string;
}

/** What became of the built-in functions; neither calls one that may have been replaced. */
export interface WatchedGlobals {
  /** Names the first that is gone. */
  missing(): string | undefined;
  /** Names the first that is gone or another by now, as a polyfill may leave it too. */
  changed(): string | undefined;
}

/** Remembers the built-in functions, on which the suite rests as much as a rule does. */
export const watchGlobals = (): WatchedGlobals => {
  const kept: Kept[] = [];
  for (const key of ownKeys(globalThis)) {
    const value = dataOf(globalThis, key);
    if (typeof value !== 'function' && !(typeof value === 'object' && isNamespace(key))) continue;
    kept.push({ owner: globalThis, key, value, name: String(key) });
    if (value !== null) keepFunctions(kept, value, String(key));
    const prototype = value === null ? undefined : dataOf(value, 'prototype');
    if (typeof prototype === 'object' && prototype !== null)
      keepFunctions(kept, prototype, `${String(key)}.prototype`);
  }
  const first = (isDamaged: (now: unknown, value: unknown) => boolean): string | undefined => {
    for (let i = 0; i < kept.length; i++) {
      const { owner, key, value, name } = kept[i]!;
      if (isDamaged(dataOf(owner, key), value)) return name;
    }
    return undefined;
  };
  return {
    missing: () => first((now) => now === undefined),
    changed: () => first((now, value) => now !== value),
  };
};

const isNamespace = (key: PropertyKey): boolean => key === 'Math' || key === 'JSON' || key === 'Reflect';

const keepFunctions = (kept: Kept[], owner: object, path: string): void => {
  for (const key of ownKeys(owner)) {
    // Not a function of the language: loaders of modules set and remove it.
    if (key === 'prepareStackTrace') continue;
    const value = dataOf(owner, key);
    if (typeof value === 'function') kept.push({ owner, key, value, name: `${path}.${String(key)}` });
  }
};

/** The value of a data property; getters are not called. */
const dataOf = (owner: object, key: PropertyKey): unknown => getOwnPropertyDescriptor(owner, key)?.value;
