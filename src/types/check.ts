import type { LossFacts } from './loss.ts';
import type { TrajectoryRow } from './report.ts';
import type { storedCaseShape } from './reportShape.ts';
import type { Capabilities, Hyperparameter, NamedRule } from './rule.ts';
import type { Running } from './run.ts';
import type { Scenario, Setting } from './scenario.ts';
import type { TypeOf } from './shape.ts';
import type { Json } from './vector.ts';
import type { Outcome } from './verdict.ts';

export type Layer = 'form' | 'descent' | 'laws' | 'agreement';

/** What one case says of one check, with the words for it. */
export interface Observation extends Outcome {
  /** One sentence in the field's words, with its figures; always present where the status is refuted. */
  readonly sentence?: string;
  /** The root cause, by which counterexamples are grouped: kebab-case, such as `uphill` or `wrong-length`. */
  readonly cause?: string;
  readonly derived?: Derived;
  /** What the run looked like; folded into the statistics of the rule. */
  readonly trace?: Trace;
}

/** Quantities of a case, shown in its counterexample: noise floor, measured, allowed, …; three are read again. */
export interface Derived {
  /** The step that the check blames. */
  readonly step?: number;
  /** η of the run whose updates the check judged to first order. */
  readonly stepSize?: number;
  /** ψ in radians of the step that it blames. */
  readonly psi?: number;
  readonly [name: string]: Json | undefined;
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

/**
 * What a stand-alone program asserts of a run: JavaScript in terms of its locals `theta`, `start`, `state`, `step`, `time`,
 * `shown`, `output`, `gradient`, `delta` (an array), `y`, `value` and `assert`, which is `node:assert/strict`.
 */
export interface Assertion {
  /** After `init`. */
  readonly begun?: string;
  /** In each step, after `update`. */
  readonly returned?: string;
  /** In each step, once `delta` and `y` are known. */
  readonly perStep: string;
  /** After the last step. */
  readonly ended?: string;
  /** η, where it is not that of the case. */
  readonly stepSize?: number;
  /** Number of steps, where it is not that of the case. */
  readonly steps?: number;
  /** Time stands still at t = 0, as in the run of the check. */
  readonly frozen?: true;
  /** Values of hyperparameters, where they are not those of the case. */
  readonly hyperparameters?: Readonly<Record<string, number>>;
  /**
   * What a program in Python asserts of the step that is blamed, and what is wrong where that is not so: in terms of the
   * lists `delta`, `gradient` and `shown`, which is the gradient as it is afterwards.
   */
  readonly python?: { readonly condition: string; readonly otherwise: string };
}

/** Which rule a case was refuted for, and what was derived of it. */
export interface Refuted {
  readonly rule: NamedRule;
  readonly derived: Derived;
}

/** How a check wants its cases drawn. */
export interface CaseDemand {
  readonly steps: { readonly min: number; readonly max: number };
  /** More steps may not be asked for: the check is about one step, or expensive at each, or a share that falls with their number. */
  readonly capped?: true;
  /** Which losses fit, on top of the rule's contract. */
  readonly losses?: (facts: LossFacts) => boolean;
  /** `stationary`: start where ∇L vanishes exactly, on losses that have such a point. Default: any. */
  readonly start?: 'any' | 'stationary';
  /** One case in twenty is so long instead, on a linear loss in turn with any. */
  readonly long?: { readonly min: number; readonly max: number };
  /** One case in twenty is on a linear loss whose slopes have squares that over- or underflow. */
  readonly steep?: true;
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
  /** What it needs of a rule; where that is missing it is not applicable. */
  readonly needs?: readonly (keyof Capabilities)[];
  /** A part of it that cannot look at a rule, by name, and why, in words; the rest of it is run all the same. */
  partly?(rule: NamedRule): { readonly part: string; readonly reason: string } | undefined;
  /** Why it cannot look at a rule that it applies to, in words: it is not run then, and listed with this reason. */
  notApplicable?(rule: NamedRule): string | undefined;
  demand(rule: NamedRule): CaseDemand;
  /** Most cases that are worth while, where fewer than are asked for settle what it says; otherwise as many as those. */
  readonly cases?: number;
  /** Checks of one name are tried on the same cases, as far as they are as long, and may share the runs of each. */
  readonly shares?: 'usual run';
  /**
   * The share of decided cases that has to hold, where a single refuted case falsifies nothing; the engine then
   * judges by a sequential test over all cases. Left out or undefined: every case has to hold.
   */
  share?(rule: NamedRule): number | undefined;
  /** Whether it holds against the rule that a function of its contract fails. */
  readonly judgesContract?: true;
  /** Judges the rule on one case, by the runs that it asks for. Throws only where the suite itself is at fault. */
  observe(setting: Setting): Running<Observation>;
  /** Where a rule is compared with another: what that one does in a run, step by step, from the same θ and gradients. */
  reference?(
    setting: Setting,
    shown: readonly Pick<TrajectoryRow, 'theta' | 'gradient'>[],
  ): readonly NonNullable<TrajectoryRow['reference']>[];
  /** What another case of the same cause shows that the smallest does not, in words; undefined where it is no more. */
  telling?(smallest: Derived, worst: Derived): string | undefined;
  /** What a stand-alone program asserts of a case that was refuted for a cause; by default, or undefined, none is written. */
  assertion?(cause: string, scenario: Scenario, refuted: Refuted): Assertion | undefined;
}

/** A stored case: the scenario, and what was derived from it when it was found. */
export interface StoredCase extends TypeOf<typeof storedCaseShape> {}
