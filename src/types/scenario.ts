import type { Loss, LossReference } from './loss.ts';
import type { NamedRule } from './rule.ts';

/** One case: everything that a run of a rule depends on, as plain values. */
export interface Scenario {
  readonly loss: LossReference;
  /** θ₀, shape (D). */
  readonly theta: readonly number[];
  /** η > 0. */
  readonly stepSize: number;
  /** Number of updates, ≥ 1. */
  readonly steps: number;
  /** Of everything random in the run: the rule's own source and whatever a check draws on top. */
  readonly seed: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
}

/** A scenario with its loss built: what a check is handed. */
export interface Setting {
  readonly rule: NamedRule;
  readonly loss: Loss;
  readonly scenario: Scenario;
}
