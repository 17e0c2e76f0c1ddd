import type { Arbitrary } from 'fast-check';
import type { Outcome } from './verdict.ts';

/** Whether a claim holds of one case. A thrown error counts as refuted. */
export type Holds<Case> = (value: Case) => Outcome;

/**
 * A theorem as a value that vitest and `natgrad-check verify` run alike.
 * Each mutant is the same check on a wrong construction, and must be refuted within a thousand cases.
 */
export interface Claim<Case = unknown> {
  /** The theorem's id, as properties/README.md lists it, with a suffix of its own: `P5-attained`. */
  readonly id: string;
  /** The exact statement, one sentence. */
  readonly claim: string;
  readonly source: string;
  readonly given: Arbitrary<Case>;
  readonly holds: Holds<Case>;
  readonly mutants: Readonly<Record<string, Holds<Case>>>;
}
