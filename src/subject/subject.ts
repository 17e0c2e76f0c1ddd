import type { LoadedFile } from '../types/campaign.ts';
import type { CounterexampleRule } from '../types/report.ts';
import type { NamedRule } from '../types/rule.ts';
import type { RemoteContract } from './protocol/hello.ts';

/** Which subject is put under test: plain values, which a message, a stored file or a command line can hold. */
export interface SubjectReference {
  /** The kind that opens it. */
  readonly kind: string;
  /** What its kind recognises as this subject and no other: a path, `adam:beta1=0.8`. */
  readonly spec: string;
  /** The interpreter that runs it, where one was named. */
  readonly python?: string;
  /** Where the contract stands that a file of configuration gives it in place of its own: `natgrad.config.ts#rules[0]`. */
  readonly contract?: string;
  /** The pipes `IN:OUT` at whose other end it is served already; otherwise it is started. */
  readonly channel?: string;
}

/** Where a subject came from, in the fields in which a counterexample stores it. */
export interface Provenance extends Pick<CounterexampleRule, 'file' | 'generated'> {
  readonly subject: SubjectReference;
}

/** A subject that is open, and can be asked for its updates. */
export interface OpenSubject {
  readonly rule: NamedRule;
  /** Values of hyperparameters that its spec states beside its name; of `adam:beta1=0.8` it is β₁. */
  readonly stated: Readonly<Record<string, number>>;
  /** The files that it was read from; where one of them has changed since, no verdict holds. */
  readonly files: readonly LoadedFile[];
  /** What it runs on, by name: `python`, `torch`, … */
  readonly versions?: Readonly<Record<string, string>>;
  /** Which of several ways its adapter has found to run it. */
  readonly adapter?: string;
  /** Source in Python that runs it without this program. */
  readonly program?: string;
  /** What it promises in plain values, where it came so. */
  readonly contract?: RemoteContract;
  /** Ends what was started for it. */
  readonly close?: () => void;
}

/** A kind of thing that can be put under test: one file in `subject/kinds`, discovered. */
export interface SubjectKind {
  /** Kebab-case; references and stored counterexamples name it. */
  readonly kind: string;
  /** Of several kinds that recognise an argument, the one with the lowest rank has it. */
  readonly rank: number;
  /**
   * The subjects that an argument names, or null where it names none of this kind. The spec of a reference is itself an
   * argument that names this subject alone.
   *
   * @throws SubjectError where it names one of this kind, but wrongly
   */
  recognise(typed: string): Promise<readonly SubjectReference[] | null>;
  /** @throws SubjectError where there is no such subject, or it cannot be used */
  open(reference: SubjectReference): Promise<OpenSubject>;
  provenance(reference: SubjectReference): Provenance;
}
