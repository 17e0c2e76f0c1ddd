import type { Evidence } from '../../dynamics/evidence.ts';
import {
  firstOrderPairs,
  gradientChange,
  isSignificant,
  type StepPair,
} from '../../dynamics/firstOrderPairs.ts';
import { dropBetween } from '../../dynamics/lossDrop.ts';
import type { Observation } from '../../types/check.ts';
import { degrees, short } from '../outcome/figures.ts';
import { refuted } from '../outcome/outcome.ts';
import { constantGradientShare } from './rounding.ts';

/** A step, and the step size of its run. */
export interface BlamedPair extends StepPair {
  readonly stepSize: number;
}

/** What a run with one step size says of descent to first order. */
export type Rung =
  | { readonly kind: 'rests' }
  /** Every step that moves goes downhill. */
  | { readonly kind: 'descends'; readonly cosine: number; readonly moving: readonly number[] }
  /** The gradient changes along the run: a step against it may be blamed on the size of the steps. */
  | { readonly kind: 'turns' }
  | { readonly kind: 'uphill'; readonly step: number; readonly observation: Observation }
  /** The sign of some yᵀΔθ lies inside its rounding error. */
  | { readonly kind: 'level'; readonly pair: BlamedPair; readonly change: 'rose' | 'fell' | 'unknown' };

/** Judges a run with the full gradient, t frozen: by the step with the least yᵀΔθ beyond its bound. @param stepSize η */
export const judgeRung = (evidence: Evidence, stepSize: number): Rung => {
  const pairs = firstOrderPairs(evidence);
  const worst = worstPair(pairs);
  if (!worst) return { kind: 'rests' };
  if (worst.product > worst.bound) {
    const moving = pairs.map(({ step }) => step.index);
    return { kind: 'descends', cosine: worst.cosine, moving };
  }
  // Where the run ends too: of a run of one step, its start alone would say nothing.
  const change = gradientChange(evidence);
  if (!(change <= constantGradientShare)) return { kind: 'turns' };
  if (worst.product < -worst.bound) {
    return { kind: 'uphill', step: worst.step.index, observation: uphill(worst, change, stepSize) };
  }
  const { drop, bound } = dropBetween(evidence.loss(0), evidence.loss(evidence.steps.length));
  const hasRisen = drop < -bound && isSignificant(evidence, worst) && drop < -bound - storingNoise(evidence);
  return {
    kind: 'level',
    pair: { ...worst, stepSize },
    change: hasRisen ? 'rose' : drop > bound ? 'fell' : 'unknown',
  };
};

/** What storing θ′ can do to the loss along a run; nothing where θ is in doubles, which are finer than that. */
const storingNoise = (evidence: Evidence): number => {
  const isCoarse = evidence.precision !== 'float64';
  return evidence.steps.reduce((sum, { stored }, k) => sum + (isCoarse || stored ? evidence.drift(k) : 0), 0);
};

/** The pair with the least yᵀΔ beyond its bound. */
const worstPair = (pairs: readonly StepPair[]): StepPair | undefined => {
  let worst: StepPair | undefined;
  for (const pair of pairs) {
    // A pair that is not above its bound comes before one that is; NaN is not above anything.
    if (!worst || excess(pair) < excess(worst)) worst = pair;
  }
  return worst;
};

const excess = ({ product, bound, cosine }: StepPair): number => {
  if (product > bound) return 2 + cosine;
  return product < -bound ? -2 + cosine : 0;
};

const uphill = (pair: StepPair, gradientChange: number, stepSize: number): Observation => {
  const { step, product, bound, cosine } = pair;
  const angle = Math.acos(Math.max(-1, cosine));
  return refuted({
    cause: 'uphill',
    sentence:
      `step ${step.index} goes uphill: yᵀΔθ = ${short(product)} (ψ = ${degrees(angle)}) with η = ${short(stepSize)}` +
      (gradientChange > 0
        ? `, so small that ∇L changes by ${short(100 * gradientChange)} % over the run`
        : ''),
    margin: cosine,
    derived: {
      step: step.index,
      stepSize,
      psi: angle,
      cosine,
      measured: product,
      allowed: 0,
      noiseFloor: bound,
      gradientChange,
    },
  });
};
