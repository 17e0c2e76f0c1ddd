import type { Observation, Trace } from '../../types/check.ts';
import type { Json } from '../../types/vector.ts';

/** Figures of a case, as a counterexample shows them. */
export type Derived = Readonly<Record<string, Json>>;

/** The case agrees with the check; margin > 0 says by how much, in the check's own unit. */
export const holds = (margin: number, extra: { derived?: Derived; trace?: Trace } = {}): Observation => ({
  status: 'holds',
  margin,
  ...extra,
});

/** The case says nothing: y = 0, nothing moved, or the rule's code failed and another check says so. */
export const vacuous = (sentence?: string): Observation => ({
  status: 'vacuous',
  margin: Number.NaN,
  ...(sentence !== undefined && { sentence }),
});

/** The case cannot be decided within the proven rounding error. */
export const inconclusive = (
  sentence: string,
  extra: { derived?: Derived; trace?: Trace } = {},
): Observation => ({
  status: 'inconclusive',
  margin: Number.NaN,
  sentence,
  ...extra,
});

/** The case contradicts the check; margin < 0. */
export const refuted = (found: {
  readonly cause: string;
  readonly sentence: string;
  readonly margin: number;
  readonly derived?: Derived;
}): Observation => ({ status: 'refuted', ...found });
