import type { Loss } from './loss.ts';
import type { LearningRule } from './rule.ts';
import type { Random, Vector, VectorLike } from './vector.ts';

/** How user code misbehaved at a step; kebab-case kinds group counterexamples. */
export interface Fault {
  readonly kind:
    | 'throws'
    | 'async'
    | 'not-an-array'
    | 'wrong-length'
    | 'not-finite'
    | 'mutates-theta'
    | 'mutates-gradient';
  readonly message: string;
  /** −1 in `init`. */
  readonly step: number;
}

/** One update: θ' = θ + Δ, with Δ as the rule returned it and θ' rounded; or θ' as it did, and Δ rounded. */
export interface Step {
  /** 0, 1, 2, … */
  readonly index: number;
  /** t before the step: the sum of the step sizes so far. */
  readonly time: number;
  /** θ, shape (D). */
  readonly theta: Vector;
  /** The gradient that the rule was shown, shape (D). */
  readonly gradient: Vector;
  /** Δ, shape (D). */
  readonly delta: Vector;
  /** fl(θ + Δ), in the precision of the rule, or θ' as the rule handed it back; shape (D). */
  readonly next: Vector;
  /** Bounds on what storing θ' has changed of Δ, shape (D), where the rule handed back θ'; else Δ is what it means. */
  readonly stored?: Vector;
}

export interface Trajectory {
  readonly steps: readonly Step[];
  readonly end: 'completed' | 'diverged' | 'fault';
  readonly fault?: Fault;
  /** Whether `init` or `update` drew from its source. */
  readonly random: boolean;
  /** How many numbers the rule has drawn from its source since the run began. */
  readonly draws: number;
  /** State of the rule after the last step. */
  readonly state: unknown;
  /** What the rule was shown, where that was to be kept: the arrays that it was handed, with what it did to them since. */
  readonly shown?: readonly Kept[];
}

/** What a rule was handed at one step, and what was in it then. */
export interface Kept {
  readonly step: number;
  readonly live: Shown;
  readonly was: Shown;
}

/** What a rule is shown at one step in place of its own path. */
export interface Shown {
  /** θ, shape (D). */
  readonly theta: Vector;
  /** The gradient there, shape (D). */
  readonly gradient: Vector;
}

/** Where an earlier run stopped; `init` is not called again. */
export interface Resumption {
  readonly step: number;
  readonly time: number;
  readonly state: unknown;
  /** Numbers drawn so far, which are drawn and thrown away again. */
  readonly draws: number;
}

/** How a rule is run; everything that the run depends on. */
export interface Run {
  /** θ₀, shape (D). */
  readonly theta: VectorLike;
  readonly stepSize: number;
  /** One past the index of the last step. */
  readonly steps: number;
  readonly seed: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** `sample` shows the rule one sample's gradient where the loss has samples. Default: full. */
  readonly gradient?: 'full' | 'sample';
  /** Time stands still at t = 0. */
  readonly frozen?: boolean;
  /** Open loop: step k is shown `history[k]` whatever the rule did before, and the run ends with it. */
  readonly history?: readonly Shown[];
  readonly from?: Resumption;
  /** The rule's source of randomness, in place of the one that the seed makes. */
  readonly random?: Random;
  /** Called before each call into the rule: −1 before `init`, then the index of the step. */
  readonly beforeStep?: (step: number) => void;
  /** A run of the same rule that takes turns with it, call by call, as long as it lasts; what comes of it is not told. */
  readonly guest?: Run;
  /** The rule is shown every finite gradient, and not only those whose squares are finite. */
  readonly anyGradient?: boolean;
  /** Keeps what the rule was shown, to be looked at when the run is over. */
  readonly keepsShown?: true;
  /** Which of several runs that are the same but for this: each is made. */
  readonly repetition?: number;
  /** The whole run is made inside of this: for rules among our globals, which are others meanwhile. */
  readonly within?: <Result>(run: () => Result) => Result;
}

/** A run that is to be made of a rule on a loss. */
export interface RunRequest {
  readonly rule: LearningRule;
  readonly loss: Loss;
  readonly run: Run;
}

/**
 * A computation that asks for runs and is given their trajectories, in the order in which it asked: who drives it makes them
 * one by one, or step by step beside those of others. The runs of one list know nothing of each other.
 */
export type Running<Result> = Generator<readonly RunRequest[], Result, readonly Trajectory[]>;
