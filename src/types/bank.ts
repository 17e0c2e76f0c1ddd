import type { Layer, StoredCase } from './check.ts';

/** Something that could refute an entry of a bank: a check of `fuzz`, or a claim. */
export interface BankColumn {
  readonly id: string;
  /** That of a check; claims have none. */
  readonly layer?: Layer;
  readonly claim: string;
  /** Why no entry can be refuted by it, where that is so. */
  readonly idle?: string;
}

/** Something that is wrong in exactly one way. */
export interface BankEntry {
  readonly name: string;
  /** The published bug, the remark of a paper or the slip that it is modelled on. */
  readonly modelledOn: string;
  /** The right one, where only agreement with it sets the two apart. */
  readonly against?: string;
}

/** How an entry is judged. */
export interface JudgeOptions {
  readonly seed: number;
  /** Of each column. */
  readonly cases: number;
}

/** Each column alone on one entry. */
export interface BankRow {
  /** By column, the cases that it took to refute the entry; null where that did not happen. Absent: does not apply. */
  readonly refutedAfter: Readonly<Record<string, number | null>>;
  /** Columns that are measured only: refuting the entry, they falsify nothing that it promises. */
  readonly measured: readonly string[];
}

/** The first refutation, all columns that can falsify the entry taking turns. */
export interface Detection {
  readonly column: string;
  /** Turns until then, each one case of every column; a case that is dear counts for as many as it costs. */
  readonly cases: number;
  /** Time of one thread until then. */
  readonly milliseconds: number;
}

/** The shrunk case that refutes an entry. */
export interface SmallestCase {
  readonly column: string;
  /** What goes wrong in it, with its figures; empty where the column says nothing. */
  readonly sentence: string;
  /** A case of `fuzz`, or the value that a claim was given as text. */
  readonly case: StoredCase | string;
}

/** Wrong things of one kind, with the judge that the suite makes of them. One file under properties/banks. */
export interface Bank {
  readonly name: string;
  /** Where several stand: "wrong rules". */
  readonly noun: string;
  columns(): Promise<readonly BankColumn[]>;
  entries(): Promise<readonly BankEntry[]>;
  row(entry: string, options: JudgeOptions): Promise<BankRow>;
  /** @param options `now`: the clock in milliseconds */
  detect(entry: string, options: JudgeOptions & { readonly now: () => number }): Promise<Detection | null>;
  smallest(entry: string, options: JudgeOptions): Promise<SmallestCase | null>;
  /**
   * The turns until the first refutation of an entry from which the laws that it claims are taken, and the right one
   * that it could be compared with; null where it takes more. Left out where entries of the kind claim no laws.
   */
  withoutLaws?(entry: string, options: JudgeOptions): Promise<number | null>;
}
