import type { Fixed } from './fixedPoint.ts';

/** What a rule has seen up to the step that is checked: everything that its displacement depends on, exactly. */
export interface History {
  /** ∇L at each step, the last one being that of the step that is checked; shape (steps, D). */
  readonly gradients: readonly (readonly Fixed[])[];
  /** θ at the step that is checked, shape (D). */
  readonly theta: readonly Fixed[];
  readonly stepSize: Fixed;
  readonly hyperparameters: Readonly<Record<string, Fixed>>;
}

/** One coordinate of Δ by the defining formula, with what bounds the rounding errors of computing it in doubles. */
export interface Transition {
  readonly delta: Fixed;
  /** The same formula with every sum over absolute values: what the relative error of a term is relative to. */
  readonly magnitude: Fixed;
  /** Number of roundings, each of relative size u, that a straightforward evaluation of any one term suffers. */
  readonly roundings: number;
}

/** The defining formula of a rule, unrolled over the history instead of carried along in a state. */
export type Definition = (history: History, coordinate: number) => Transition;
