import adam from '../../src/rules/adam.ts';
import adamW from '../../src/rules/adamW.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../src/rules/moments/adaptiveMoments.ts';
import type { DeclaredRule, RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

/** β₁, β₂ and ε. */
export interface Rates {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** What one update knows before it averages. */
export interface AdamInput {
  readonly context: RuleContext;
  readonly rates: Rates;
  /** The moments without this gradient. */
  readonly before: Moments;
  /** The gradient that is averaged, shape (D). */
  readonly gradient: Vector;
}

/** What one update knows when it makes Δ. */
export interface AdamUpdate extends AdamInput {
  /** The moments with this gradient. */
  readonly moments: Moments;
}

/** What a variant of Adam does otherwise; everything else stays as it is. */
export interface AdamChange {
  readonly rates?: (rates: Rates) => Rates;
  /** What is averaged in place of ∇L, shape (D). */
  readonly gradient?: (context: RuleContext) => Vector;
  readonly moments?: (input: AdamInput) => Moments;
  readonly delta?: Displacement;
}

/** Δ of an update, shape (D). */
export type Displacement = (update: AdamUpdate) => Vector;

/** m̂/(√v̂ + ε) of an update, shape (D). */
export const directionOf = ({ moments, rates }: AdamUpdate): Vector => adaptiveDirection(moments, rates);

/** Adam to the last bit, but for what is changed. */
export const adamWith = (name: string, change: AdamChange): DeclaredRule & Pick<typeof adam, 'init'> => ({
  ...adam,
  name,
  update: updateWith((update) => {
    const { stepSize } = update.context;
    return directionOf(update).map((d) => -stepSize * d);
  }, change),
});

/** AdamW to the last bit, but for what is changed. */
export const adamWWith = (name: string, change: AdamChange): DeclaredRule & Pick<typeof adamW, 'init'> => ({
  ...adamW,
  name,
  update: updateWith((update) => {
    const { stepSize, theta, hyperparameters } = update.context;
    const lambda = hyperparameters.weightDecay!;
    return directionOf(update).map((d, i) => -stepSize * (d + lambda * theta[i]!));
  }, change),
});

const updateWith =
  (
    usual: Displacement,
    {
      rates: ratesOf = (rates) => rates,
      gradient: gradientOf,
      moments: momentsOf,
      delta = usual,
    }: AdamChange,
  ) =>
  (context: RuleContext, before: Moments): { readonly delta: Vector; readonly state: Moments } => {
    const { beta1, beta2, epsilon } = context.hyperparameters;
    const rates = ratesOf({ beta1: beta1!, beta2: beta2!, epsilon: epsilon! });
    const gradient = gradientOf ? gradientOf(context) : context.gradient;
    const input = { context, rates, before, gradient };
    const moments = momentsOf ? momentsOf(input) : nextMoments(before, gradient, rates);
    return { delta: delta({ ...input, moments }), state: moments };
  };

/** One coordinate of an update. */
export interface Coordinate extends Rates {
  readonly stepSize: number;
  /** mᵢ and vᵢ. */
  readonly mean: number;
  readonly square: number;
  /** What was averaged last, ∂ᵢL. */
  readonly gradient: number;
  /** t, from 1. */
  readonly count: number;
  /** 1 − β₁ᵗ and 1 − β₂ᵗ. */
  readonly first: number;
  readonly second: number;
}

/** Δ made coordinate by coordinate. */
export const byCoordinate =
  (displacement: (at: Coordinate, update: AdamUpdate, i: number) => number): Displacement =>
  (update) => {
    const { context, rates, gradient, moments } = update;
    const { count, mean, square } = moments;
    const step = { ...rates, stepSize: context.stepSize, count };
    const [first, second] = [1 - rates.beta1 ** count, 1 - rates.beta2 ** count];
    return mean.map((m, i) =>
      displacement(
        { ...step, first, second, mean: m, square: square[i]!, gradient: gradient[i]! },
        update,
        i,
      ),
    );
  };
