import type { EarlierCase } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import { type Batch, emptyBatch, type ObservedCase } from './batch.ts';
import { type LoadedFiles, loadedFiles } from './changedFile.ts';
import type { Executor, Finding, LoadRequest, RuleDescription } from './protocol.ts';

/** One part of all the cases: those whose index leaves `index` when divided by `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A case of an earlier run, to be tried before anything is generated. */
export interface StoredFailure {
  readonly check: string;
  readonly scenario: Scenario;
  /** Cases that have to run first, in the same process. */
  readonly before: readonly EarlierCase[];
}

export interface CampaignRequest {
  readonly load: LoadRequest;
  readonly shard: Shard;
  /** Cases of earlier runs of the rule of this name. */
  readonly stored: (name: string) => readonly StoredFailure[];
  /** Asked before each batch: a reason to stop early, such as a budget that is used up. */
  readonly stop: () => string | undefined;
  /** An executor in which nothing has run: failures are tried there again. Without it they are taken as they are. */
  readonly fresh?: () => Executor;
}

/** What happens during a campaign, in order; readers draw, write and count. */
export type FuzzEvent =
  | { readonly kind: 'planned'; readonly description: RuleDescription; readonly total: number }
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'found'; readonly check: string; readonly observed: ObservedCase }
  | { readonly kind: 'finding'; readonly check: string; readonly finding: Finding };

/** What a campaign came to, check by check. */
export interface CampaignResult {
  readonly kind: 'done';
  readonly description: RuleDescription;
  readonly batches: ReadonlyMap<string, Batch>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Cases of earlier runs that were tried first, and how many of them still fail. */
  readonly stored: { readonly tried: number; readonly failing: number };
  /** Why it stopped early, where it did. */
  readonly stopped?: string;
}

export type CampaignEnd = CampaignResult | { readonly kind: 'unusable'; readonly message: string };

/** What a campaign knows while it runs. */
export interface CampaignRun {
  readonly executor: Executor;
  readonly request: CampaignRequest;
  readonly description: RuleDescription;
  /** What was loaded; none of it may change while the campaign runs. */
  readonly files: LoadedFiles;
  readonly emit: (event: FuzzEvent) => void;
  readonly batches: Batch[];
  readonly findings: Map<string, Finding[]>;
  /** Cases in which user code had to be killed or did something beside returning, with the check that was running. */
  contained: Batch;
  /** Settles when no lost case is being tried again. */
  confirming: Promise<unknown>;
  readonly containedChecks: Map<string, number>;
  /** Causes of which no single case is guilty. */
  readonly blamed: Set<string>;
  /** Whether some failure was another, or none, in a fresh process. */
  keepsState: boolean;
  /** Fresh processes that may still be spent on what has to run before a failure. */
  searches: number;
  done: number;
  kills: number;
  stored: { tried: number; failing: number };
  stopped: string | undefined;
  unusable: string | undefined;
}

/** A campaign before its first case. */
export const newRun = (
  executor: Executor,
  request: CampaignRequest,
  description: RuleDescription,
  emit: (event: FuzzEvent) => void,
): CampaignRun => ({
  executor,
  request,
  description,
  files: loadedFiles(request.load, description),
  emit,
  batches: description.checks.map(() => emptyBatch),
  findings: new Map(),
  contained: emptyBatch,
  confirming: Promise.resolve(),
  containedChecks: new Map(),
  blamed: new Set(),
  keepsState: false,
  searches: 24,
  done: 0,
  kills: 0,
  stored: { tried: 0, failing: 0 },
  stopped: undefined,
  unusable: undefined,
});

/** Adds a shrunk failure of a check, lowest case first. */
export const addFinding = (run: CampaignRun, check: string, finding: Finding): void => {
  const known = run.findings.get(check) ?? [];
  known.push(finding);
  known.sort((a, b) => a.index - b.index || Number(a.cause > b.cause) - Number(a.cause < b.cause));
  run.findings.set(check, known);
  run.emit({ kind: 'finding', check, finding });
};
