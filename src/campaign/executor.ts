import type { SubjectFault } from '../errors.ts';
import type { SubjectReference } from '../subject/subject.ts';
import type {
  Batch,
  CampaignOptions,
  Failure,
  ObservedCase,
  RuleDescription,
  ShrunkFailure,
  Slice,
} from '../types/campaign.ts';
import type { Observation } from '../types/check.ts';
import type { LossRuns, ShowAsk } from '../types/gallery.ts';
import type { HuntAsk, HuntState } from '../types/hunt.ts';
import type { ExaminationName, ExaminationParts, Prerequisite } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import type { AgainstTrace, FollowAsk } from '../types/trace.ts';

/** What a worker loads before it runs anything. */
export interface LoadRequest {
  readonly rule: SubjectReference;
  readonly options: CampaignOptions;
  /** A file that exports a loss; it is then the only one. */
  readonly lossFile?: string;
  /** The interpreter of that file, where it is one of Python and one was named. */
  readonly python?: string;
  /** The rule to agree with. */
  readonly against?: SubjectReference;
  /** It is wanted, too, which files its modules import. */
  readonly traced?: true;
}

export interface FinishRequest {
  readonly check: number;
  readonly failure: Failure;
  /** Greatest number of evaluations spent on shrinking. */
  readonly budget: number;
  /** The budget ends just before a call that cost a worker: nothing may be called beyond it. */
  readonly cut?: true;
}

/** A request for one examination, with what it is told beside the rule. */
export interface ExaminationAsk {
  readonly examination: ExaminationName;
  /** The smallest case that refutes each required check that is refuted, in the order of the plan. */
  readonly refuted: readonly Prerequisite[];
}

/** Some cases of one check, but for those to be skipped. */
export interface BatchAsk {
  readonly check: number;
  readonly slice: Slice;
  readonly skip: readonly number[];
}

/** What they came to, and what user code did meanwhile. */
export interface BatchAnswer extends Batch {
  readonly sideEffects: readonly SideEffect[];
}

/** What an executor is asked about the rule that it has loaded; each has one answer. */
export interface Requests {
  readonly batch: { readonly ask: BatchAsk; readonly answer: BatchAnswer };
  /** Batches beside each other, of a rule that can be asked many things at once: one or more, from the first on. */
  readonly together: {
    readonly ask: { readonly batches: readonly BatchAsk[] };
    readonly answer: { readonly batches: readonly BatchAnswer[] };
  };
  readonly observe: {
    readonly ask: { readonly check: number; readonly scenario: Scenario };
    readonly answer: Observation & { readonly sideEffects: readonly SideEffect[] };
  };
  readonly finish: { readonly ask: FinishRequest; readonly answer: ShrunkFailure };
  readonly generate: {
    readonly ask: { readonly check: number; readonly index: number };
    readonly answer: Scenario;
  };
  readonly simpler: {
    readonly ask: { readonly check: number; readonly scenario: Scenario; readonly count: number };
    readonly answer: readonly Scenario[];
  };
  /** Once its verdict stands. */
  readonly examine: { readonly ask: ExaminationAsk; readonly answer: ExaminationParts };
  /** A piece of a hunt for its worst case. */
  readonly hunt: { readonly ask: HuntAsk; readonly answer: HuntState };
  /** Its runs on a loss that is pictured. */
  readonly show: { readonly ask: ShowAsk; readonly answer: LossRuns };
  /** How far a recorded run is its own. */
  readonly follow: { readonly ask: FollowAsk; readonly answer: AgainstTrace };
}

export type RequestKind = keyof Requests;

/** Something that user code did outside its return value. */
export interface SideEffect {
  readonly cause: 'writes-output' | 'rejects-promise' | 'throws-later';
  readonly message: string;
  readonly index: number;
  readonly scenario: Scenario;
}

/** Where a worker was when it was lost. */
export interface Whereabouts {
  readonly check: number;
  readonly index: number;
  readonly step: number;
  /** Where several cases were open, which of all that were asked for, by their places. Any of them may be to blame. */
  readonly open?: readonly number[];
}

/** How a worker was lost. */
export interface Lost {
  readonly reason: 'never-returns' | 'memory' | 'exits' | 'crashes' | 'interrupted';
  readonly message: string;
  readonly at: Whereabouts;
  /** It neither computed nor slept for long enough: the machine may have been too busy. */
  readonly starved?: true;
}

/** An answer, why what the user named cannot be used, or the loss of the worker. */
export type Reply<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'unusable'; readonly fault: SubjectFault }
  | { readonly kind: 'lost'; readonly lost: Lost };

/** Something that can be asked: a pool of workers, or this very process. */
export interface Executor {
  /** How many requests it serves at once. */
  readonly size: number;
  /** Makes a rule the one that everything else is asked about. */
  load(request: LoadRequest): Promise<Reply<RuleDescription>>;
  /** @param patience milliseconds without a sign of life, where it is less than usual */
  ask<Kind extends RequestKind>(
    kind: Kind,
    ask: Requests[Kind]['ask'],
    patience?: number,
  ): Promise<Reply<Requests[Kind]['answer']>>;
  /** Called with each refuted case the moment it is seen, before it is shrunk. */
  onFound(listener: (check: number, observed: ObservedCase) => void): void;
  /** Ends whatever is under way: it is answered as lost to an interruption, and so is whatever is asked from then on. */
  interrupt(): void;
  close(): Promise<void>;
}
