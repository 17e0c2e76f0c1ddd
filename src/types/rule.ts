import type { Loss, LossFacts } from './loss.ts';
import type { Random, Vector, VectorLike } from './vector.ts';

/** What a rule is shown at one step. Arrays are fresh at every step and must not be changed. */
export interface RuleContext {
  /** θ, shape (D). */
  readonly theta: Vector;
  /** ∇L(θ, t) (of one sample on stochastic losses, unless a check says otherwise), shape (D). */
  readonly gradient: Vector;
  /** η > 0. */
  readonly stepSize: number;
  /** 0, 1, 2, … */
  readonly step: number;
  /** Sum of the step sizes so far. */
  readonly time: number;
  /** Seeded uniform source on [0, 1). */
  readonly random: Random;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly loss: Loss;
}

/** The displacement Δθ that is added to θ, alone or with the next state (the old one stays where none is given). */
export type RuleOutput<State = unknown> = VectorLike | { readonly delta: VectorLike; readonly state?: State };

/** What a rule promises about descent, weakest claim first in force of what is checked. */
export type DescentPromise =
  | 'small-step'
  | 'every-step'
  | 'in-expectation'
  | 'measured'
  | { readonly window: number }
  | { readonly envelope: number }
  | { readonly share: number };

export interface Contract {
  readonly effective?: DescentPromise;
  /** The promise holds for every step size up to this. */
  readonly maxStepSize?: (loss: Loss) => number;
  /** Names of loss families, or a predicate on facts. */
  readonly losses?: readonly string[] | ((facts: LossFacts) => boolean);
  /** The loss that the rule really descends (weight decay: L plus its penalty). */
  readonly objective?: (loss: Loss) => Loss;
  /** Lower bound on cos ψ at every step that moves. */
  readonly minCosine?: number;
}

export interface Hyperparameter {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** What it is measured in, where its meaning depends on the scale of the loss: laws of scale change it along. */
  readonly unit?: 'gradient' | 'squared gradient';
}

/** A learning rule θ ← θ + Δθ, as a user's module exports it (a bare function is the object with only `update`). */
export interface LearningRule<State = unknown> {
  readonly name?: string;
  /** The paper or documentation that defines it. */
  readonly source?: string;
  init?(
    theta: Vector,
    setting: {
      readonly random: Random;
      readonly loss: Loss;
      readonly hyperparameters: Readonly<Record<string, number>>;
    },
  ): State;
  update(context: RuleContext, state: State): RuleOutput<State>;
  readonly contract?: Contract;
  /** Ids of laws that it claims; see `natgrad-check list checks`. */
  readonly traits?: readonly string[];
  readonly domain?: 'all' | 'positive';
  readonly precision?: 'float64' | 'float32';
  /** `'internal'` where the rule chooses its own step and ignores the given one. */
  readonly stepSize?: 'used' | 'internal';
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
}

/** A rule ready to be run: where it came from, and its name made certain. */
export interface NamedRule extends LearningRule {
  readonly name: string;
}
