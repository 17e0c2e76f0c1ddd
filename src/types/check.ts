import type { LossFacts } from './loss.ts';
import type { Hyperparameter, NamedRule } from './rule.ts';
import type { Scenario, Setting } from './scenario.ts';
import type { Json } from './vector.ts';
import type { Outcome } from './verdict.ts';

export type Layer = 'form' | 'descent' | 'laws' | 'agreement';

/** What one case says of one check, with the words for it. */
export interface Observation extends Outcome {
  /** One sentence in the field's words, with its figures; always present where the status is refuted. */
  readonly sentence?: string;
  /** The root cause, by which counterexamples are grouped: kebab-case, such as `uphill` or `wrong-length`. */
  readonly cause?: string;
  /** Quantities of the case, shown in the counterexample: ψ, κ*, noise floor, measured, allowed, … */
  readonly derived?: Readonly<Record<string, Json>>;
  /** What the run looked like; folded into the statistics of the rule. */
  readonly trace?: Trace;
}

/** One step of a run, as the statistics want it; null where a quantity is undefined or undecided. */
export interface StepTrace {
  readonly index: number;
  /** ψ in radians. */
  readonly angle: number | null;
  /** The largest |yᵢ|. */
  readonly scale: number | null;
  /** κ*, where the pair is effective. */
  readonly conditionNumber: number | null;
  /** Whether the loss fell, strictly and beyond rounding. */
  readonly fell: boolean | null;
  /** η·β, where β is known. */
  readonly relativeStepSize: number | null;
  /** Whether θ − η∇L would have made the loss fall from the same θ. */
  readonly gradientDescentFell: boolean | null;
  /** yᵀg > 0 on each block of the loss. */
  readonly blocks: readonly { readonly name: string; readonly effective: boolean | null }[];
}

export interface Trace {
  readonly steps: readonly StepTrace[];
  /** Steps with Δθ = 0. */
  readonly atRest: number;
  /** The smallest window over which the loss fell all along the run, null where none did. */
  readonly window: number | null;
}

/** How a check wants its cases drawn. */
export interface CaseDemand {
  readonly steps: { readonly min: number; readonly max: number };
  /** Nobody may ask for more steps: the check is about one step, or dear at each, or a share that falls with their number. */
  readonly capped?: true;
  /** Which losses fit, on top of the rule's contract. */
  readonly losses?: (facts: LossFacts) => boolean;
  /** `stationary`: start where ∇L vanishes exactly, on losses that have such a point. Default: any. */
  readonly start?: 'any' | 'stationary';
  /** Keep η at or below the contract's `maxStepSize`. */
  readonly promisedStepSize?: boolean;
  /** Ranges of the rule's hyperparameters, where they are not its own. */
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
}

/** Something asserted of a rule, one file under checks/. */
export interface Check {
  /** Kebab-case; for a trait it is the name under which a rule claims it. */
  readonly id: string;
  readonly layer: Layer;
  /** The exact statement, one sentence. */
  readonly claim: string;
  /** The equation, or where the law comes from. */
  readonly source: string;
  /** `required` of every rule it applies to, or a `trait`: falsifies where claimed, is measured where not. */
  readonly kind: 'required' | 'trait';
  /** Whether it says anything about this rule; a check that does not apply is not listed. */
  applies(rule: NamedRule): boolean;
  demand(rule: NamedRule): CaseDemand;
  /**
   * The share of decided cases that has to hold, where a single refuted case falsifies nothing; the engine then
   * judges by a sequential test over all cases. Left out or undefined: every case has to hold.
   */
  share?(rule: NamedRule): number | undefined;
  /** Runs the rule on one case. Throws only where the suite itself is at fault. */
  observe(setting: Setting, announce: Announce): Observation;
}

/** Told before each call into the rule's code, so that a case that never returns is known: which step of the run. */
export type Announce = (step: number) => void;

/** A stored case: the scenario, and what was derived from it when it was found. */
export interface StoredCase extends Scenario {
  readonly derived: Readonly<Record<string, Json>>;
}
