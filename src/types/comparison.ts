import type { Verdict } from './verdict.ts';

/** Which way something went from the first report to the second; `other`: neither good nor bad. */
export type Change = 'worse' | 'better' | 'other' | 'same';

/** One thing on both sides, in words. */
export interface ComparedRow {
  readonly about: string;
  readonly before: string;
  readonly after: string;
  readonly change: Change;
  /** Whether it was judged, and not only measured: only then does getting worse count as a regression. */
  readonly isJudged: boolean;
}

/** A rule, or a claim, on both sides; null where it is missing. */
export interface ComparedRule {
  readonly name: string;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly rows: readonly ComparedRow[];
  /** Judged rows that got worse. */
  readonly regressions: number;
}

/** One of the two sides. */
export interface ComparedSide {
  /** What the user typed. */
  readonly name: string;
  readonly seed: number;
  readonly version: string;
  readonly startedAt: string;
}

/** Two reports, or two rules, side by side; `comparison.json`. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** What makes the two less comparable: other options, an interruption. */
  readonly notes: readonly string[];
  readonly rules: readonly ComparedRule[];
  readonly claims: readonly ComparedRule[];
  readonly regressions: number;
}
