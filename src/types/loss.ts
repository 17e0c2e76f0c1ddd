import type { Network } from './network.ts';
import type { lossReferenceShape } from './reportShape.ts';
import type { TypeOf } from './shape.ts';
import type { Json, Random, Vector } from './vector.ts';

/** What holds of a loss for certain; a contract may select losses by it. */
export interface LossFacts {
  /** L is convex on all of ℝᴰ. */
  readonly convex: boolean;
  /** ∇L exists everywhere and is Lipschitz; `Loss.smoothness` is a valid constant where it is known. */
  readonly smooth: boolean;
  /** θ holds the weights of a network, described by `Loss.network`. */
  readonly network: boolean;
  /** L is a mean over samples and rules are usually shown the gradient of one of them. */
  readonly stochastic: boolean;
  /** L(θ, t) depends on t. */
  readonly timeVarying: boolean;
  /** Total degree in θ where L is a polynomial, Infinity where it is not. */
  readonly degree: number;
}

/** A consecutive part of θ that is reported on its own, such as the weights of one layer. */
export interface Block {
  readonly name: string;
  /** Index of its first coordinate. */
  readonly from: number;
  /** One past its last coordinate. */
  readonly to: number;
}

/** A consecutive part of θ with the shape that it has in the model, row-major. */
export interface Parameter extends Block {
  /** Its product is the number of coordinates. */
  readonly shape: readonly number[];
}

/** A point of interest, near which starting points are drawn: θ, shape (D). */
export interface Landmark {
  readonly kind: 'minimum' | 'saddle' | 'kink';
  readonly theta: Vector;
}

/** Bounds on absolute rounding errors at one point. */
export interface Roundoff {
  /** |fl(L(θ)) − L(θ)| is at most this. */
  readonly value: number;
  /** |fl(∇L(θ))ᵢ − ∇L(θ)ᵢ| is at most the i-th entry, shape (D). */
  readonly gradient: Vector;
  /** |fl(∂L/∂t) − ∂L/∂t| is at most this; unknown by default. */
  readonly timeDerivative?: number;
}

/** A differentiable (almost everywhere) objective L: ℝᴰ × ℝ → ℝ. Every function is pure. */
export interface Loss {
  readonly name: string;
  /** D ≥ 1. */
  readonly dimension: number;
  readonly facts: LossFacts;
  /** L(θ, t); by default t = 0. */
  value(theta: Vector, time?: number): number;
  /** ∇L(θ, t) with respect to θ, a fresh array of shape (D). */
  gradient(theta: Vector, time?: number): Vector;
  /** ∂L/∂t, for losses that vary in time. */
  timeDerivative?(theta: Vector, time: number): number;
  roundoff(theta: Vector, time?: number): Roundoff;
  /** Whether L is differentiable at θ; by default it always is. */
  differentiable?(theta: Vector): boolean;
  /** β with ‖∇²L‖ ≤ β everywhere. */
  readonly smoothness?: number;
  /** μ > 0 with μI ⪯ ∇²L everywhere. */
  readonly strongConvexity?: number;
  /** Greatest lower bound of L (at every t). */
  readonly minimum?: number;
  /** Finite noise: gradients of `count` equally likely samples, whose mean is ∇L. */
  readonly samples?: {
    readonly count: number;
    gradient(theta: Vector, sample: number, time?: number): Vector;
  };
  readonly network?: Network;
  /** The parts of θ that are reported on their own; by default one block that is all of θ. */
  readonly blocks?: readonly Block[];
  /** Shapes of all parts of θ, in order, where they are known. */
  readonly parameters?: readonly Parameter[];
  readonly landmarks?: readonly Landmark[];
}

/**
 * A family of losses, one file under losses/: parameters are plain JSON values, so that a stored case outlives
 * every change of the generator, and `build` accepts any of them that makes sense.
 */
export interface LossFamily<Parameters extends Json = Json> {
  /** Kebab-case, as `--loss` names it. */
  readonly name: string;
  /** One line with the formula. */
  readonly description: string;
  readonly source?: string;
  /** Facts that every member shares; those of a built loss may be stronger. */
  readonly facts: LossFacts;
  /** Position in the order from simple to hard that shrinking follows: 0 is the simplest. */
  readonly complexity: number;
  readonly dimensions: { readonly min: number; readonly max: number };
  /** No command draws a case of it unless it is named: it is there to be searched. */
  readonly onlyNamed?: true;
  /** Parameters for about this dimension (a network takes the nearest that its shape allows). */
  draw(dimension: number, random: Random): Parameters;
  /**
   * The family member without one coordinate, and which coordinates of θ it keeps (a network drops a whole unit);
   * undefined where there is none.
   */
  drop?(
    parameters: Parameters,
    coordinate: number,
  ): { parameters: Parameters; kept: readonly number[] } | undefined;
  /** A starting point with the scale that this family is used at; standard normal by default. */
  start?(parameters: Parameters, random: Random): Vector;
  /** @throws RangeError or TypeError where the parameters make no loss; shrinking tries such parameters. */
  build(parameters: Parameters): Loss;
  /** How a member of two dimensions is pictured, where that is known better than by drawing one. */
  readonly picture?: {
    readonly parameters: Parameters;
    /** The window, [from, to] along both axes. */
    readonly x: readonly [number, number];
    readonly y: readonly [number, number];
    readonly starts: readonly (readonly [number, number])[];
  };
  /** L(θ) in TeX with the numbers of these parameters; θ[i] is a coordinate. By default its `description` stands for it. */
  formula?(parameters: Parameters): string;
  /** JavaScript that declares `value(theta, time)`, `gradientAt(theta, time)` and `loss`; none is written by default. */
  javascript?(parameters: Parameters): string;
}

/** Which loss: a family by name with its parameters; `file` names the module where the family is a user's. */
export interface LossReference extends TypeOf<typeof lossReferenceShape> {}
