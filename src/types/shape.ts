import type { Json } from './vector.ts';

/** The values of a file that are taken as a whole, each by its name in a shape. */
export interface Scalars {
  readonly text: string;
  readonly flag: boolean;
  /** A whole number from 0. */
  readonly count: number;
  /** Any double; JSON holds NaN, ±Infinity and −0 as strings. */
  readonly double: number;
  /** A double where the text is the name of one, and text elsewhere. */
  readonly 'double or text': number | string;
  /** Any JSON value, in which the name of a double that JSON cannot hold is that double. */
  readonly json: Json;
}

/** The shape of a value in a file, as plain data: a scalar by its name, a compound, or an object with exactly these fields. */
export type Shape = keyof Scalars | Compound | Fields;

/** A list of one kind, an object with any keys, a value or null, a value or text; or one of some constants. */
export type Compound =
  | readonly ['list' | 'dictionary' | 'nullable' | 'text or', Shape]
  | readonly ['one of', ...(string | number)[]];

/** The fields of an object by name. */
export interface Fields {
  readonly [name: string]: Shape | Optional;
}

/** A field that may be missing. */
export type Optional = readonly ['optional', Shape];

/** The type of the values of a shape. Doc comments of fields carry over. */
export type TypeOf<S> = S extends keyof Scalars
  ? Scalars[S]
  : S extends readonly ['list', infer Item]
    ? readonly TypeOf<Item>[]
    : S extends readonly ['dictionary', infer Item]
      ? Readonly<Record<string, TypeOf<Item>>>
      : S extends readonly ['nullable', infer Value]
        ? TypeOf<Value> | null
        : S extends readonly ['text or', infer Value]
          ? TypeOf<Value> | string
          : S extends readonly ['one of', ...infer Values]
            ? Values[number]
            : S extends Fields
              ? ObjectOf<S>
              : never;

type OptionalName<F> = { [Name in keyof F]: F[Name] extends Optional ? Name : never }[keyof F];

type ObjectOf<F> = Flat<Present<F, Exclude<keyof F, OptionalName<F>>> & Missing<F, OptionalName<F>>>;

// Each maps over the names of F itself, as Pick does: a mapped type that renames would lose the doc comments.
type Present<F, Names extends keyof F> = { readonly [Name in Names]: TypeOf<F[Name]> };
type Missing<F, Names extends keyof F> = {
  readonly [Name in Names]?: F[Name] extends readonly ['optional', infer Value] ? TypeOf<Value> : never;
};
type Flat<T> = { readonly [Name in keyof T]: T[Name] };
