/** A real vector, shape (D). */
export type Vector = Float64Array;

/** What a caller may hand in where a vector is wanted; it is copied, never kept. */
export type VectorLike = ArrayLike<number>;

/** A uniform source on [0, 1), deterministic in the seed it was made from. */
export type Random = () => number;

/** A value that survives a JSON file unchanged (non-finite numbers and −0 are spelled as strings there). */
export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };
