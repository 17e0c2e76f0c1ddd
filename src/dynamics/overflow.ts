import type { Loss } from '../types/loss.ts';
import type { LearningRule } from '../types/rule.ts';
import type { Fault, Run, Running } from '../types/run.ts';
import { trajectory } from './running.ts';
import { divergence } from './trajectory.ts';

/** Halvings of η down to which a finite Δ is looked for, and tries between the two ends. */
const search = { halvings: 1000, tries: 20 } as const;

/**
 * Whether a Δ that is not finite is what a diverging step comes to: with a smaller η at that step, all else as it was,
 * Δ is finite and beyond the size from which a run counts as diverged. θ(exp(−η∂L) − 1) overflows like that; 1/0 and
 * ∞/∞ stay what they are, or become an ordinary size.
 *
 * @param run the run that ended with the fault
 * Cost: at most 21 runs up to the step at fault; one where every η fails.
 */
export function* isOverflow(
  rule: LearningRule,
  loss: Loss,
  run: Run,
  { kind, step }: Fault,
): Running<boolean> {
  if (kind !== 'not-finite') return false;
  const limit = divergence[rule.precision ?? 'float64'].theta;
  const sizeWith = function* (stepSize: number): Running<number> {
    const changed: LearningRule = {
      ...rule,
      ...(rule.init && { init: (theta, setting) => rule.init?.(theta, setting) }),
      update: (context, state) =>
        rule.update(context.step === step ? { ...context, stepSize } : context, state),
    };
    const { steps } = yield* trajectory(changed, loss, { ...run, steps: step + 1 });
    const reached = steps.at(-1);
    if (reached?.index !== step) return Number.POSITIVE_INFINITY;
    return reached.delta.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  };
  let [finite, infinite]: [number, number] = [search.halvings, 0];
  if ((yield* sizeWith(run.stepSize * 2 ** -finite)) === Number.POSITIVE_INFINITY) return false;
  for (let n = 0; n < search.tries; n++) {
    const halvings = (finite + infinite) / 2;
    const size = yield* sizeWith(run.stepSize * 2 ** -halvings);
    if (size === Number.POSITIVE_INFINITY) infinite = halvings;
    else if (size > limit) return true;
    else finite = halvings;
  }
  return false;
}
