import type { ExaminationName, RuleReport } from '../../types/report.ts';

/** Something that is said of a rule below its verdict: on a terminal, on the page, in Markdown, to a test runner. */
export interface Remark {
  /** One sign in front of it. */
  readonly mark: string;
  /** What it is about, in a word or two: the name of its test case. */
  readonly about: string;
  /** One paragraph, in words. */
  readonly text: string;
  /** What it rests on, a paragraph each: left out on a terminal of one rule among many. */
  readonly details: readonly string[];
  /** Lines to paste, as they are. */
  readonly code?: string;
  /** Whether it asks for attention: also of one rule among many, and a test runner has its case skipped, not passed. */
  readonly isNotable: boolean;
  /** Whether a terminal shows it only to who wants to know everything. */
  readonly isAside?: boolean;
}

/** How what one examination came to is said, in words. */
export interface Addendum<Name extends ExaminationName> {
  readonly name: Name;
  remarks(part: NonNullable<RuleReport[Name]>, rule: RuleReport): readonly Remark[];
}
