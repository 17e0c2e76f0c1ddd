import type { Layer, Observation, StoredCase } from '../types/check.ts';
import type { EarlierCase, TrajectoryRow } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Batch, Failure, ObservedCase } from './batch.ts';
import type { CampaignOptions } from './plan.ts';

/** Which rule: a person's file, a built-in one by its specification, or a composed one by its index. */
export type RuleReference =
  | { readonly file: string }
  | { readonly builtIn: string }
  | { readonly generated: { readonly seed: number; readonly index: number } };

/** What a worker is told before it runs anything. */
export interface LoadRequest {
  readonly rule: RuleReference;
  readonly options: CampaignOptions;
  /** A file that exports a loss; it is then the only one. */
  readonly lossFile?: string;
  /** The rule to agree with. */
  readonly against?: RuleReference;
}

export interface CheckDescription {
  readonly id: string;
  readonly layer: Layer;
  readonly claim: string;
  readonly required: boolean;
  readonly trait: boolean;
  /** 0 where no loss fits. */
  readonly runs: number;
  readonly share?: number;
}

/** What a loaded rule says of itself. */
export interface RuleDescription {
  readonly name: string;
  readonly source?: string;
  readonly promise: string;
  readonly claimedTraits: readonly string[];
  readonly checks: readonly CheckDescription[];
  /** Dimension strata that some loss of the rule spans, and that its cases therefore have to reach. */
  readonly reachable: readonly string[];
  /** Text of the person's file, for the stand-alone test, and its digest. */
  readonly text?: string;
  readonly digest?: string;
}

/** A failure as it is stored: shrunk, with everything that was derived from it. */
export interface Finding {
  readonly cause: string;
  readonly index: number;
  readonly sentence: string;
  readonly margin: number;
  readonly minimal: StoredCase;
  readonly worst: StoredCase;
  readonly original: StoredCase;
  readonly irrelevant: readonly string[];
  readonly trajectory: readonly TrajectoryRow[];
  readonly hint?: string;
  /** As `Counterexample` has them. */
  readonly before?: readonly EarlierCase[];
  readonly reproduces?: boolean;
}

export interface FinishRequest {
  readonly check: number;
  readonly failure: Failure;
  /** Greatest number of evaluations spent on shrinking. */
  readonly budget: number;
  /** The budget ends just before a call that cost a worker: nothing may be called beyond it. */
  readonly cut?: true;
}

/** The case indices from, from + step, … below to. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** What is asked of whoever holds the rule; each has one answer. */
export interface Requests {
  readonly batch: {
    readonly ask: { readonly check: number; readonly slice: Slice; readonly skip: readonly number[] };
    readonly answer: Batch & { readonly contained: readonly ContainedFault[] };
  };
  readonly observe: {
    readonly ask: { readonly check: number; readonly scenario: Scenario };
    readonly answer: Observation & { readonly contained: readonly ContainedFault[] };
  };
  readonly finish: { readonly ask: FinishRequest; readonly answer: Finding };
  readonly generate: {
    readonly ask: { readonly check: number; readonly index: number };
    readonly answer: Scenario;
  };
  readonly simpler: {
    readonly ask: { readonly check: number; readonly scenario: Scenario; readonly count: number };
    readonly answer: readonly Scenario[];
  };
}

export type RequestKind = keyof Requests;

/** Something that user code did outside its return value. */
export interface ContainedFault {
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
}

/** How a worker was lost. */
export interface Lost {
  readonly reason: 'never-returns' | 'memory' | 'exits' | 'crashes';
  readonly message: string;
  readonly at: Whereabouts;
}

/** An answer, a line for a person who named something unusable, or the loss of the worker. */
export type Reply<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'lost'; readonly lost: Lost };

/** Whoever can be asked: a pool of workers, or this very process. */
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
  close(): Promise<void>;
}
