import type { Arbitrary } from 'fast-check';
import type { Outcome } from './verdict.ts';

/** Whether a claim holds of one case, and what is to be said of it. A thrown error counts as refuted. */
export type Holds<Case> = (value: Case) => Outcome & { readonly sentence?: string };

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
  /**
   * How many usual cases one of this claim stands for, where each is a test of its own on many draws: a run of n cases
   * makes ⌈n/cost⌉. 1 by default; elsewhere `claim` says what a case is.
   */
  readonly cost?: number;
  readonly mutants: Readonly<Record<string, Holds<Case>>>;
  readonly of?: ClaimOf<Case>;
}

/** What claims judge, besides rules. */
export type JudgedKind = 'metric' | 'certificate' | 'generator' | 'loss';

/**
 * The claim as a function of what it judges: with our own code in the place of the subject it is the claim itself, with
 * a wrong one it has to be refuted. What a subject is, its kind says.
 */
export interface ClaimOf<Case, Subject = never> {
  readonly kind: JudgedKind;
  /** The cases that come from this subject, undefined where the claim does not apply to it; by default those of the claim. */
  readonly given?: (subject: Subject) => Arbitrary<Case> | undefined;
  /** The check of this subject; that of the claim where only the cases depend on it. */
  readonly holds?: (subject: Subject) => Holds<Case>;
}
