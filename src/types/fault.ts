import type { Layer, StoredCase } from './check.ts';
import type { DeclaredRule } from './rule.ts';

/** Something that could refute a seeded fault: a check of `fuzz`, or a claim. A column of the kill matrix. */
export interface FaultColumn {
  readonly id: string;
  /** That of a check; claims have none. */
  readonly layer?: Layer;
  readonly claim: string;
  /** Why it cannot refute any fault of the kind, where that is so. */
  readonly cannotRefuteBecause?: string;
}

/** A seeded fault: something that is wrong in exactly one way, so that the suite has to refute it. */
export interface FaultEntry {
  readonly name: string;
  /** The published bug, the remark of a paper or the slip that it is modelled on. */
  readonly modelledOn: string;
  /** The right one, where only agreement with it sets the two apart. */
  readonly against?: string;
}

/** A learning rule that is wrong in exactly one way, and what it is the wrong version of. */
export interface SeededRule extends DeclaredRule {
  /** The published bug, the remark of a paper or the slip that it is modelled on. */
  readonly modelledOn: string;
  /** The right rule that it is the wrong version of, by name. */
  readonly meant: string;
  /** Rules that it equals, and that are right under their own names: known ones, or published ones in words. */
  readonly alsoKnownAs?: readonly string[];
}

/** How a fault is judged. */
export interface JudgeOptions {
  readonly seed: number;
  /** Of each column. */
  readonly cases: number;
}

/** Each column alone on one fault: a row of the kill matrix. */
export interface FaultRow {
  /** By column, the cases that it took to refute the fault; null where that did not happen. Absent: does not apply. */
  readonly refutedAfter: Readonly<Record<string, number | null>>;
  /** Columns that are measured only: refuting the fault, they falsify nothing that it promises. */
  readonly measured: readonly string[];
}

/** The first refutation, all columns that can falsify the fault taking turns. */
export interface Detection {
  readonly column: string;
  /** Turns until then, each one case of every column; an expensive case counts for as many as it costs. */
  readonly cases: number;
  /** Time of one thread until then. */
  readonly milliseconds: number;
}

/** The shrunk case that refutes a fault. */
export interface SmallestCase {
  readonly column: string;
  /** What goes wrong in it, with its figures; empty where the column says nothing. */
  readonly sentence: string;
  /** A case of `fuzz`, or the value that a claim was given as text. */
  readonly case: StoredCase | string;
}

/** What shows a fault beside its verdict. */
export interface FaultSigns {
  /** Ids of the suspicions that are raised. */
  readonly suspicions: readonly string[];
  /** What it is found to be other than the right one, where it is called after that; null: nothing. */
  readonly called: string | null;
  /** The same where its name says nothing. */
  readonly unnamed: string | null;
  /** The change of contract that `fuzz` suggests where it refutes nothing else: who pastes it is told no more. Null: none. */
  readonly hiddenBy: string | null;
}

/** The seeded faults of one kind, with the judge that the suite makes of them: one file under properties/faults. */
export interface FaultKind {
  readonly name: string;
  /** What several are called: "wrong rules". */
  readonly plural: string;
  columns(): Promise<readonly FaultColumn[]>;
  entries(): Promise<readonly FaultEntry[]>;
  row(entry: string, options: JudgeOptions): Promise<FaultRow>;
  /** @param options `now`: the clock in milliseconds */
  detect(entry: string, options: JudgeOptions & { readonly now: () => number }): Promise<Detection | null>;
  smallest(entry: string, options: JudgeOptions): Promise<SmallestCase | null>;
  /**
   * The turns until the first refutation of a fault from which the laws that it claims are taken, and the right one
   * that it could be compared with; null where it takes more. Absent where faults of the kind claim no laws.
   */
  withoutLaws?(entry: string, options: JudgeOptions): Promise<number | null>;
  /** What is suspected and identified with default settings. Absent where that is asked of rules alone. */
  signs?(entry: string): Promise<FaultSigns>;
}
