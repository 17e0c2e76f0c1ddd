import type { Loss } from './loss.ts';
import type { scenarioShape } from './reportShape.ts';
import type { NamedRule } from './rule.ts';
import type { TypeOf } from './shape.ts';

/** One case: everything that a run of a rule depends on, as plain values. */
export interface Scenario extends TypeOf<typeof scenarioShape> {}

/** A scenario with its loss built: what a check is handed. */
export interface Setting {
  readonly rule: NamedRule;
  readonly loss: Loss;
  readonly scenario: Scenario;
}

/** Dimensions of θ from `min` to `max`. */
export interface DimensionRange {
  readonly min: number;
  readonly max: number;
}

/** What is fuzzed where nothing else is said. */
export const usualDimension: DimensionRange = { min: 1, max: 64 };

/** Largest dimension that a case may have: a run keeps a few vectors for each of its steps. */
export const largestDimension = 65_536;

/** Least and greatest whole number that an option of a campaign may have, on the command line and from code. */
export const optionBounds = {
  runs: { min: 1, max: 100_000_000 },
  seed: { min: 0, max: 0x7fffffff },
  steps: { min: 1, max: 100_000 },
  /** Parts that the cases are shared out into. */
  shards: { min: 1, max: 10_000 },
  /** Milliseconds: longer than a timer of the system can wait is none. */
  duration: { min: 1e-3, max: 500 * 3_600_000 },
} as const;
