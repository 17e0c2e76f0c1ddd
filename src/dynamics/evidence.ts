import { unitInTheLastPlace } from '../linalg/precision.ts';
import type { Loss } from '../types/loss.ts';
import type { Precision, Storage } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { gonzalezFrom } from './gonzalez.ts';
import { dropBetween, type LossDrop, type LossValue, lossValue } from './lossDrop.ts';
import { changeWithin } from './lossWithin.ts';
import { iterateRoundoff } from './rounding.ts';
import type { Step, Trajectory } from './trajectory.ts';

/**
 * A run as it is judged: what the loss says before and after each step, and how sure that is. Descent checks know of a
 * run nothing else, so that it need not be one that we have made.
 *
 * The steps are k = 0 … n − 1; k = n is where the run ends, at the time of its last step.
 */
export interface Evidence {
  readonly steps: readonly Step[];
  readonly end: Trajectory['end'];
  /** What θ is stored in. */
  readonly precision: Precision;
  /** What Δ was computed in. */
  readonly arithmetic: Precision;
  /** What holds of the loss that the run is to descend. */
  readonly objective: Pick<Loss, 'dimension' | 'facts' | 'smoothness' | 'blocks'>;
  /** y = −∇L before step k, shape (D). */
  y(k: number): Vector;
  /** Bounds on the rounding errors of y, and of the gradient that the rule was shown; shape (D). */
  yRoundoff(k: number): Vector;
  /** L before step k. */
  loss(k: number): LossValue;
  /** L after step k, at the time of that step: where L varies in time, not what step k + 1 starts from. */
  lossAfter(k: number): LossValue;
  /** What the rounding of θ' = fl(θ + Δ) at step k can do to L. */
  drift(k: number): number;
  /** −D̄L(θ, θ') of step k, a discrete gradient, so that its product with θ' − θ is the fall of L; shape (D). */
  secant(k: number): Vector;
  /** L at a place off the run; absent where it cannot be asked there. */
  readonly lossAt?: (theta: Vector, time: number) => LossValue;
}

/**
 * The evidence of a run of ours: each quantity is computed when it is first asked for, once.
 *
 * Source: P10; {@link gonzalezFrom} for the discrete gradient.
 * @param options.objective the loss that the rule is to descend
 * @param options.shown whether the gradients that the rule was shown are those of the objective
 * Cost: by quantity asked: a gradient for y unless it was shown; a bound; a value and a bound for L; a gradient for −D̄L;
 * three gradients for a drift.
 */
export const evaluate = (
  { steps, end }: Pick<Trajectory, 'steps' | 'end'>,
  options: Storage & { readonly objective: Loss; readonly shown: boolean },
): Evidence => {
  const { objective, precision, arithmetic } = options;
  // A gradient that was rounded to be shown is not that of the loss.
  const isExact = precision === 'float64';
  const shown = options.shown && isExact;
  const ys: (Vector | undefined)[] = [];
  const losses: (LossValue | undefined)[] = [];
  const afters: (LossValue | undefined)[] = [];
  const drifts: (number | undefined)[] = [];
  const thetaAt = (k: number): Vector => (k < steps.length ? steps[k]!.theta : steps[k - 1]!.next);
  const timeAt = (k: number): number => steps[Math.min(k, steps.length - 1)]!.time;
  const lossAt = (theta: Vector, time: number): LossValue => lossValue(objective, theta, time);
  const loss = (k: number): LossValue => (losses[k] ??= lossAt(thetaAt(k), timeAt(k)));
  const lossThen = (k: number): LossValue => (afters[k] ??= lossAt(steps[k]!.next, steps[k]!.time));
  const lossAfter = objective.facts.timeVarying ? lossThen : (k: number): LossValue => loss(k + 1);
  return {
    steps,
    end,
    precision,
    arithmetic,
    objective,
    y: (k) =>
      (ys[k] ??= negated(
        shown && k < steps.length ? steps[k]!.gradient.slice() : objective.gradient(thetaAt(k), timeAt(k)),
      )),
    yRoundoff(k) {
      const { gradient } = objective.roundoff(thetaAt(k), timeAt(k));
      if (isExact || k === steps.length) return gradient;
      return gradient.map((r, i) => r + unitInTheLastPlace(steps[k]!.gradient[i]!, precision) / 2);
    },
    loss,
    lossAfter,
    drift: (k) => (drifts[k] ??= iterateNoise(objective, steps[k]!, options)),
    // 0 − drop, since −0 would be the rise of a loss that stays where it is.
    secant: (k) =>
      negated(gonzalezFrom(objective, steps[k]!, () => 0 - (loss(k).value - lossAfter(k).value))),
    lossAt,
  };
};

/** How far the loss falls at step k of a run, time standing still within the step. */
export const stepDrop = (evidence: Evidence, k: number): LossDrop =>
  dropBetween(evidence.loss(k), evidence.lossAfter(k));

/** What the rounding of θ', and of the gradient that Δ was made of, can do to the loss. */
const iterateNoise = (loss: Loss, step: Step, storage: Storage): number =>
  changeWithin(loss, step.next, iterateRoundoff(step, storage), step.time);

/** The same array, each entry negated. */
const negated = (values: Vector): Vector => {
  for (let i = 0; i < values.length; i++) values[i] = -values[i]!;
  return values;
};
