import type { Scenario } from '../types/scenario.ts';

/** A refuted case with how badly it is refuted. */
export interface Refuted {
  readonly scenario: Scenario;
  readonly margin: number;
}

/** Whether the one case is the worse: by its margin, and among equals by its text, which every shard knows. */
export const isWorse = (a: Refuted, b: Refuted): boolean =>
  a.margin < b.margin || (a.margin === b.margin && textOf(a) < textOf(b));

const textOf = ({ scenario }: Refuted): string => JSON.stringify(scenario);
