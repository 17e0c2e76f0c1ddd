import type { Layer, StoredCase } from './check.ts';
import type { Scenario } from './scenario.ts';
import type { Verdict } from './verdict.ts';

/** `report.json`, schema version 1. Everything that a page, a table or a plot shows is in it. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'natgrad-check'; readonly version: string };
  readonly environment: Environment;
  readonly seed: number;
  readonly durationMs: number;
  readonly rules: readonly RuleReport[];
  /** By path relative to the report folder, as the rules cite them; each is also a file of its own. */
  readonly counterexamples: Readonly<Record<string, Counterexample>>;
  readonly claims: readonly ClaimReport[];
  readonly experiments: readonly ExperimentReport[];
  readonly killMatrix?: KillMatrix;
  readonly codeCoverage?: CodeCoverage | null;
}

export interface Environment {
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** The arguments that reproduce this report, after `natgrad-check`. */
  readonly command: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Set where Ctrl-C, a budget or a full disk ended the run early. */
  readonly interrupted?: string;
  /** Which cases were run, for each rule in their order; null where a report that was merged does not say it. */
  readonly cases?: readonly (RuleCases | null)[];
  /** Which cases are missing, where not every part of them was merged. */
  readonly incomplete?: string;
}

/** Which cases of a rule were run. */
export interface RuleCases {
  /** Cases of each check, all parts together. */
  readonly runs: number;
  /** Numbers of the parts that were run, of so many, from 1. */
  readonly parts: readonly number[];
  readonly of: number;
  /** The options of `fuzz` that decide what is checked on which cases, by name, as text. */
  readonly options: Readonly<Record<string, string>>;
}

export interface RuleReport {
  readonly name: string;
  /** As the user typed it; null for a built-in rule. */
  readonly file: string | null;
  readonly verdict: Verdict;
  /** The last line that a user sees about the rule, in words. */
  readonly summary: string;
  /** The likely cause where one could be tested. */
  readonly hint?: string;
  readonly source?: string;
  readonly promise: string;
  readonly checks: readonly CheckReport[];
  readonly traits: readonly TraitReport[];
  readonly statistics: RuleStatistics;
  readonly coverage: readonly CoverageReport[];
  readonly durationMs: number;
}

export interface CheckReport {
  readonly id: string;
  readonly layer: Layer;
  readonly claim: string;
  readonly verdict: Verdict;
  /** Whether its refutation falsifies the rule. */
  readonly required: boolean;
  readonly cases: number;
  readonly decided: number;
  readonly refuted: number;
  readonly inconclusive: number;
  readonly vacuous: number;
  readonly worstMargin: number;
  /** The share of decided cases that had to hold, where a share was promised. */
  readonly share?: number;
  /** At 95 %, fewer than one in this many decided cases can fail; null where one did or none was decided. */
  readonly residualRisk: number | null;
  /** Paths relative to the report folder. */
  readonly counterexamples: readonly string[];
}

export interface TraitReport {
  readonly id: string;
  readonly claimed: boolean;
  readonly observed: 'yes' | 'no' | 'undecided';
  readonly cases: number;
  /** One sentence on the case that shows a "no". */
  readonly witness?: string;
  readonly counterexample?: string;
}

/** Counts in fixed bins: bin i holds values in [edges[i], edges[i+1]); the ends hold everything beyond. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface RuleStatistics {
  /** Steps that were put in natural-gradient form: y from a discrete gradient, M g = y with M proved SPD. */
  readonly steps: number;
  readonly effectiveSteps: number;
  readonly restSteps: number;
  /** ψ in degrees over all steps that moved. */
  readonly angles: Histogram;
  /** In degrees. */
  /** The largest ψ of an effective step, in degrees. */
  readonly largestAngle: number | null;
  /** κ* of the effective steps: the largest, and per bin of log10(π/2 − ψ), a quarter wide from `logDelta`, its ends. */
  readonly largestConditionNumber: number | null;
  readonly degradation: readonly {
    readonly logDelta: number;
    readonly count: number;
    readonly least: number;
    readonly greatest: number;
  }[];
  /** Steps on which a deterministic, steady loss fell, by η·β, beside gradient descent from the same points. */
  readonly frontier: readonly {
    readonly from: number;
    readonly to: number;
    readonly effective: number;
    readonly total: number;
    readonly gradientDescentEffective: number;
  }[];
  /** Cases by the smallest window over which the loss fell all along; the last entry is "none up to that". */
  readonly windows: readonly { readonly window: number | null; readonly count: number }[];
  /** Share of steps effective per block and step index. */
  readonly blocks: readonly {
    readonly block: string;
    readonly step: number;
    readonly effective: number;
    readonly total: number;
  }[];
  /** Steps by angle stratum × dimension stratum × stratum of the largest |yᵢ|. */
  readonly heatMap: readonly {
    readonly angle: string;
    readonly dimension: string;
    readonly scale: string;
    readonly count: number;
  }[];
  /** Cases by loss family. */
  readonly losses: readonly {
    readonly loss: string;
    readonly cases: number;
    readonly refuted: number;
    readonly inconclusive: number;
  }[];
}

export interface CoverageReport {
  readonly label: string;
  /** Share that is required. */
  readonly required: number;
  /** Share that was observed. */
  readonly observed: number;
  /** Whether the sequential test has decided that the share is reached. */
  readonly certain: boolean;
}

export interface ClaimReport {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly verdict: Verdict;
  readonly cases: number;
  readonly worstMargin: number;
  /** refutedAfter: the number of cases it took, null where it survived. */
  readonly mutants: readonly { readonly name: string; readonly refutedAfter: number | null }[];
}

export interface ExperimentReport {
  readonly id: string;
  readonly title: string;
  readonly numbers: Readonly<Record<string, number | string>>;
  readonly series: readonly {
    readonly name: string;
    /** One of many that are drawn lightly, and named together by this. */
    readonly among?: string;
    readonly x: { readonly label: string; readonly log?: boolean; readonly values: readonly number[] };
    readonly y: { readonly label: string; readonly log?: boolean; readonly values: readonly number[] };
  }[];
}

/** Every wrong thing of the banks against every check and claim that could refute it. */
export interface KillMatrix {
  /** Seeds of the figures on detection; the table and the minimal counterexamples are of the first. */
  readonly seeds: readonly number[];
  /** Cases of each check or claim in the table. */
  readonly casesPerColumn: number;
  /** Turns within which an entry has to be detected, each one case of every check or claim. */
  readonly casesToDetect: number;
  /** Turns within which an entry is looked for that has been stripped of its claimed laws, with the first seed. */
  readonly casesWithoutLaws?: number;
  readonly banks: readonly KillBank[];
}

/** Wrong things of one kind. */
export interface KillBank {
  readonly bank: string;
  /** Where several stand: "wrong rules". */
  readonly noun: string;
  /** Those that say something of some entry. */
  readonly columns: readonly {
    readonly id: string;
    readonly layer?: Layer;
    readonly claim: string;
    /** Why no entry can be refuted by it, where that is so. */
    readonly idle?: string;
  }[];
  readonly entries: readonly KillEntry[];
  /** Share of all entries and seeds that are detected within so many turns, and within so many seconds of one thread. */
  readonly curve: {
    readonly cases: readonly { readonly cases: number; readonly share: number }[];
    readonly seconds: readonly { readonly seconds: number; readonly share: number }[];
  };
}

export interface KillEntry {
  readonly name: string;
  readonly modelledOn: string;
  /** The right one, where only agreement with it sets the two apart. */
  readonly against?: string;
  /** By column, the cases it took alone; null: not within the budget. A column that does not apply is absent. */
  readonly refutedAfter: Readonly<Record<string, number | null>>;
  /** Columns that are only measured: they refute laws that the entry does not claim, which falsifies nothing. */
  readonly measured: readonly string[];
  readonly detection: KillDetection;
  /**
   * Turns until the first seed refutes it when it claims no law and there is no right rule to compare it with: by what
   * is required of every rule. Null: not within the budget. Absent where things of its kind claim no laws.
   */
  readonly withoutLaws?: number | null;
  readonly minimal: KillWitness | null;
}

/** The first refutation by any column that can falsify, all of them taking turns case by case. */
export interface KillDetection {
  /** By seed, the turns until then; null: not within the budget. */
  readonly cases: readonly (number | null)[];
  /** The turns within which half of the seeds detect it, and all of them; null where they do not. */
  readonly median: number | null;
  readonly worst: number | null;
  /** Seeds that do not detect it. */
  readonly missed: number;
  /** By column, how many seeds it was the first to refute. */
  readonly first: Readonly<Record<string, number>>;
}

/** The minimal counterexample of an entry. */
export interface KillWitness {
  /** Id of the column. */
  readonly column: string;
  readonly sentence: string;
  /** A case of `fuzz`, or the value that a claim was given as text. */
  readonly case: StoredCase | string;
  /** The command that finds it again. */
  readonly again: string;
}

export interface CodeCoverage {
  readonly lines: number;
  readonly branches: number;
  readonly functions: number;
  readonly statements: number;
}

/** One file under `counterexamples/<rule>/`. */
export interface Counterexample {
  readonly schemaVersion: 1;
  readonly rule: CounterexampleRule;
  /** Id of the check. */
  readonly check: string;
  readonly cause: string;
  /** Index of the case in which the check first failed, −1 for a stored one; the lowest wins when shards are merged. */
  readonly index: number;
  readonly sentence: string;
  readonly minimal: StoredCase;
  readonly worst: StoredCase;
  readonly original: StoredCase;
  /** Cases that have to run before the minimal one, in the same process: the rule keeps something from run to run. */
  readonly before?: readonly EarlierCase[];
  /** False where the failure did not come back in a fresh process when it was found. */
  readonly reproduces?: boolean;
  /** Parts of the minimal case that can be changed without rescuing the rule. */
  readonly irrelevant: readonly string[];
  /** Of the run that found it. */
  readonly seed: number;
  /** The command that runs it again. */
  readonly replay: string;
  /** The text of a test file (a JavaScript module for vitest) that reproduces it. */
  readonly test: string;
  readonly trajectory: readonly TrajectoryRow[];
}

/** A case that a check runs before another. */
export interface EarlierCase {
  /** Id of the check that runs it. */
  readonly check: string;
  readonly scenario: Scenario;
}

/** The rule that a counterexample refutes, and everything beside the case that its run depended on. */
export interface CounterexampleRule {
  readonly name: string;
  /** The file it came from as the person typed it, null for a built-in or a composed rule. */
  readonly file: string | null;
  /** The same file as a module beside the counterexample imports it. */
  readonly beside?: string;
  /** The working directory of the run, as it is from the folder of the counterexample: its files are named from there. */
  readonly home?: string;
  /** The composed rule of `--generate`. */
  readonly generated?: { readonly seed: number; readonly index: number };
  /** `--contract`, `--against` and the file of `--loss`, where they were given. */
  readonly contract?: string;
  readonly against?: string;
  readonly lossFile?: string;
  /** `--timeout` in milliseconds, where the rule’s code had to be contained. */
  readonly timeout?: number;
}

/** One step of the minimal case, for the drawing and for `replay`. */
export interface TrajectoryRow {
  readonly step: number;
  readonly theta: readonly number[];
  readonly gradient: readonly number[];
  /** −D̄L(θ, θ + Δ); −∇L(θ) where the check judged the update to first order. */
  readonly y: readonly number[];
  readonly delta: readonly number[];
  readonly loss: number;
  readonly lossAfter: number;
  /** ψ in radians. */
  readonly angle: number | null;
  readonly conditionNumber: number | null;
  readonly smallestEigenvalue: number | null;
  readonly largestEigenvalue: number | null;
  readonly margin: number | null;
}
