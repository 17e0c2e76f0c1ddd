import type { Loss, LossFacts, Parameter } from './loss.ts';
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
  /** The parts of θ with their shapes, in order: the layers of a network; elsewhere all of θ, as `shapes` of the rule asks. */
  readonly parameters: readonly Parameter[];
}

/** What a rule is shown at the start of a run. */
export interface InitialSetting
  extends Pick<RuleContext, 'random' | 'loss' | 'hyperparameters' | 'parameters'> {
  /** What `random` is made from, for a rule that has a source of its own somewhere else; it draws nothing. */
  readonly seed?: () => number;
}

/** What can be done with a rule besides asking it for one update after another. */
export interface Capabilities {
  /** Its state can be copied. */
  readonly copy: boolean;
  /** It says, or shows, what it does to the arrays that it is handed. */
  readonly memory: boolean;
  /** Every random number that it draws comes from `random()`, one by one. */
  readonly random: boolean;
  /** Its random numbers follow from a seed, and it says where it drew some. */
  readonly seeded: boolean;
  /** It may ask for L and ∇L at other points. */
  readonly eval: boolean;
  /** It runs among our globals, which can be replaced. */
  readonly globals: boolean;
}

/**
 * The displacement Δθ that is added to θ, alone or with the next state (the old one stays where none is given), or the
 * new parameters θ′ themselves, from which the run goes on.
 */
export type RuleOutput<State = unknown> =
  | VectorLike
  | { readonly delta: VectorLike; readonly state?: State }
  | { readonly theta: VectorLike; readonly state?: State };

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
  /** The loss that the rule really descends with these hyperparameters (weight decay: L plus its penalty). */
  readonly objective?: (loss: Loss, hyperparameters: Readonly<Record<string, number>>) => Loss;
  /** Lower bound on cos ψ at every step that moves. */
  readonly minCosine?: number;
  /** Suspicions that are intended, by id; see `natgrad-check list suspicions`. */
  readonly expected?: readonly string[];
}

/**
 * What a rule computes in, or stores its parameters in. Source: IEEE 754-2019, binary64, binary32 and binary16; bfloat16
 * is the upper half of a binary32.
 */
export type Precision = 'float64' | 'float32' | 'bfloat16' | 'float16';

/** How θ is cut up where the loss does not say: one vector, or the matrix whose sides are nearest to each other. */
export type Shapes = 'vector' | 'matrix';

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
  init?(theta: Vector, setting: InitialSetting): State;
  update(context: RuleContext, state: State): RuleOutput<State>;
  readonly contract?: Contract;
  /** Ids of laws that it claims; see `natgrad-check list checks`. */
  readonly traits?: readonly string[];
  readonly domain?: 'all' | 'positive';
  /** What θ is stored in: the rule is shown θ and ∇L rounded to it, to nearest even. */
  readonly precision?: Precision;
  /** What Δ is computed in, where it is not the precision itself: of the two halves, `float32` unless stated. */
  readonly arithmetic?: Precision;
  /** How often θ may be rounded to its precision in one update that hands it back; 1 by default. */
  readonly roundings?: number;
  /** `'internal'` where the rule chooses its own step and ignores the given one. */
  readonly stepSize?: 'used' | 'internal';
  readonly shapes?: Shapes;
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
}

/** A rule as a file of rules/ declares it: its name, and whatever is not as usual. */
export interface DeclaredRule extends LearningRule {
  readonly name: string;
}

/** What θ is stored in, what Δ is computed in, and how often an update that hands back θ′ rounds it. */
export type Storage = Pick<NamedRule, 'precision' | 'arithmetic' | 'roundings'>;

/** One call of a rule. */
export type RuleCall =
  | { readonly kind: 'init'; readonly theta: Vector; readonly setting: InitialSetting }
  | { readonly kind: 'update'; readonly context: RuleContext; readonly state: unknown };

/** A way to put calls of several runs to a rule at once. */
export interface Together {
  /** The `update` that it stands for: it does not for one that was put around it. */
  readonly of: LearningRule['update'];
  /** @returns for each call what gives its answer, or throws what the rule threw: to be called once each, in order */
  ask(calls: readonly RuleCall[]): readonly (() => unknown)[];
  /** How many calls were under way at once, each time that some were sent: number of times by number of calls. */
  readonly sent: ReadonlyMap<number, number>;
}

/** A rule ready to be checked: named, and all that it leaves open filled in, by `completeRule`. */
export interface NamedRule extends DeclaredRule {
  readonly contract: Contract & { readonly effective: DescentPromise };
  readonly traits: readonly string[];
  readonly domain: 'all' | 'positive';
  readonly precision: Precision;
  readonly arithmetic: Precision;
  readonly roundings: number;
  readonly stepSize: 'used' | 'internal';
  readonly shapes: Shapes;
  /** How a person states its contract, where that is not in JavaScript. */
  readonly declaredIn?: 'python' | 'hello';
  /** Everything by default. */
  readonly capabilities?: Capabilities;
  /** How many calls are put to it at once, where it can be asked so. */
  readonly together?: Together;
  /** A state made from what a checkpoint keeps of another, where only the rule itself can tell. */
  copyState?(state: unknown): unknown;
  /** Empty where none is declared: then its constants are unknown, not absent. */
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
}
