import type { Assertion, Layer, Observation, StoredCase } from './check.ts';
import type { Parameter } from './loss.ts';
import type {
  Judged,
  NotApplicable,
  Picture,
  Prerequisite,
  RuleReport,
  RuleStatistics,
  Shown,
  TrajectoryRow,
} from './report.ts';
import type { DescentPromise } from './rule.ts';
import type { DimensionRange, Scenario } from './scenario.ts';

/** Everything that a campaign depends on, besides the rule; plain values but for what the user's file exports. */
export interface CampaignOptions {
  readonly seed: number;
  /** Cases of each required check and claimed trait; an unclaimed trait is measured on a fifth of them. */
  readonly runs: number;
  /** 1..64 by default. */
  readonly dimension?: DimensionRange;
  /** Greatest number of steps of a case, where it is not the check's own; laws take fewer, never more. */
  readonly steps?: number;
  readonly contract?: DescentPromise;
  /** Names of loss families; all that fit by default. */
  readonly losses?: readonly string[];
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
  /** Its cases are those of the other checks again. */
  readonly recounts?: boolean;
  /** So few cases settle it that no failure rate is stated. */
  readonly settled?: boolean;
}

/** A file that user code was loaded from, as the user typed it, and the SHA-256 digest of its text then, in hex. */
export interface LoadedFile {
  readonly file: string;
  readonly digest: string;
}

/** What a loaded rule says of itself. */
export interface RuleDescription {
  readonly name: string;
  readonly source?: string;
  readonly promise: string;
  readonly claimedTraits: readonly string[];
  /** Ids of the suspicions that its contract names, where it names some. */
  readonly expected?: readonly string[];
  readonly checks: readonly CheckDescription[];
  /** What may be suspected of it, in the order of the plan. */
  readonly suspicions: readonly Pick<CheckDescription, 'id' | 'claim'>[];
  /** Checks that cannot look at it, and so are not among those. */
  readonly notApplicable: readonly NotApplicable[];
  /** As the report has it. */
  readonly resolution?: NonNullable<RuleReport['resolution']>;
  /** Dimension strata that some loss of the rule spans, and that its cases therefore have to reach. */
  readonly reachable: readonly string[];
  /** What it runs on, by name, where that is not this program. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Which of several ways its adapter has found to run it. */
  readonly adapter?: string;
  /** Source in Python that runs it without this program, as its adapter says. */
  readonly program?: string;
  /** The files that it, its reference and its loss were loaded from. */
  readonly files: readonly LoadedFile[];
  /** Absolute paths of the modules that those import, of JavaScript, TypeScript and JSON, and of their own, where it was asked for. */
  readonly imports?: readonly string[];
  /** It can be asked about many runs at once, so that batches are better run together than one after the other. */
  readonly together?: boolean;
}

/** A failure as it is stored: shrunk, with everything that was derived from it. */
export interface ShrunkFailure {
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
  /** What a program needs that stands alone: JavaScript of the loss, the shapes of its θ, and what to assert. */
  readonly alone?: {
    readonly loss: string;
    readonly parameters: readonly Parameter[];
    readonly assertion: Assertion;
  };
  /** What a program in Python needs that stands alone. */
  readonly python?: PythonCase;
  /** As `Counterexample` has them. */
  readonly judged?: Judged;
  readonly running?: string;
  readonly before?: readonly Prerequisite[];
  readonly reproduces?: boolean;
  readonly picture?: Picture;
  readonly shown?: Shown;
}

/** The steps of a case up to the one that is blamed, as a program in Python shows them to an optimizer again. */
export interface PythonCase {
  readonly stepSize: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly parameters: readonly Parameter[];
  /** Δθ is null where the step came to none. */
  readonly rows: readonly Pick<TrajectoryRow, 'theta' | 'gradient'>[];
  readonly deltas: readonly (readonly number[] | null)[];
  readonly assertion?: NonNullable<Assertion['python']>;
}

/** The case indices from, from + step, … below to. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** A case with what was observed of it. */
export interface ObservedCase {
  readonly index: number;
  readonly scenario: Scenario;
  readonly observation: Observation;
  /** Id of the check that was running, where the rule's code had to be contained. */
  readonly running?: string;
}

/** The cases of one cause in a batch: the first, and the one with the least margin. */
export interface Failure {
  readonly cause: string;
  readonly original: ObservedCase;
  readonly worst: ObservedCase;
}

/** What some of the cases of one check came to; batches of disjoint cases merge in any order. */
export interface Batch {
  readonly counts: Readonly<Record<Observation['status'], number>>;
  readonly worstMargin: number;
  readonly failures: readonly Failure[];
  readonly statistics: RuleStatistics;
  /** Of a rule that is asked many things at once: how often this many calls were under way. */
  readonly sent?: Readonly<Record<string, number>>;
}
