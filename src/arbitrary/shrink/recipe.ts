import type fc from 'fast-check';
import type { Json, Random } from '../../types/vector.ts';
import { directArbitrary } from './direct.ts';
import { jsonCost, jsonOrder, simplerJson } from './json.ts';

/** A value together with the plain numbers that it was made of, by which it is stored and shrunk. */
export type Made<Case> = Case & { readonly recipe: Json };

/** How values are made of plain numbers. */
export interface Recipes<Case> {
  draw(random: Random): Json;
  /** The value, or undefined where the numbers make none: shrinking tries such numbers. */
  make(recipe: Json): Case | undefined;
}

/**
 * An arbitrary of values that are computed from JSON: what shrinks is the JSON, towards short lists and small
 * integers, and any value that holds its recipe can be shrunk.
 */
export const recipeArbitrary = <Case extends object>({
  draw,
  make,
}: Recipes<Case>): fc.Arbitrary<Made<Case>> => {
  const made = (recipe: Json): Made<Case> | undefined => {
    const value = make(recipe);
    return value && { ...value, recipe };
  };
  return directArbitrary<Made<Case>>({
    draw(random) {
      const recipe = draw(random);
      const value = made(recipe);
      if (!value)
        throw new Error(`recipeArbitrary: drew numbers that make no value, ${JSON.stringify(recipe)}`);
      return value;
    },
    isCase: (value): value is Made<Case> =>
      typeof value === 'object' && value !== null && 'recipe' in value && isMade(value.recipe, make),
    rank: ({ recipe }) => [jsonCost(recipe), jsonOrder(recipe)],
    *simpler({ recipe }) {
      for (const simpler of simplerJson(recipe)) {
        const value = made(simpler);
        if (value) yield value;
      }
    },
  });
};

const isMade = <Case>(recipe: unknown, make: (recipe: Json) => Case | undefined): boolean =>
  isJson(recipe) && make(recipe) !== undefined;

const isJson = (value: unknown): value is Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return true;
  return typeof value === 'object' && Object.values(value).every(isJson);
};

/** The list of finite numbers under a key, or undefined where there is none. */
export const numbersAt = (recipe: Json, key: string): readonly number[] | undefined => {
  const list = entryAt(recipe, key);
  if (!isList(list)) return undefined;
  const numbers = list.filter((x) => typeof x === 'number');
  return numbers.length === list.length && numbers.every(Number.isFinite) ? numbers : undefined;
};

/** The finite number under a key, or undefined where there is none. */
export const numberAt = (recipe: Json, key: string): number | undefined => {
  const value = entryAt(recipe, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** Whatever is under a key of an object. */
export const entryAt = (recipe: Json, key: string): Json | undefined =>
  isObject(recipe) ? recipe[key] : undefined;

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
