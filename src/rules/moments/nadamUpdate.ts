import type { RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';
import { nextMoments } from './adaptiveMoments.ts';
import { type NesterovMoments, nesterovDirection, scheduledWeight } from './nesterovMoments.ts';

/** A step, and the moments after it. */
interface Updated {
  readonly delta: Vector;
  readonly state: NesterovMoments;
}

/**
 * The update of NAdam whose first moment keeps β₁.
 *
 * @param times how the product μ₁⋯μₜ is multiplied by the next weight, in whichever precision that is kept
 */
export const nadamUpdate =
  (times: (product: number, weight: number) => number) =>
  ({ gradient, stepSize, hyperparameters }: RuleContext, state: NesterovMoments): Updated => {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const [epsilon, decay] = [hyperparameters.epsilon!, hyperparameters.momentumDecay!];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const now = scheduledWeight(beta1, decay, moments.count);
    const ahead = scheduledWeight(beta1, decay, moments.count + 1);
    const next = { ...moments, product: times(state.product, now) };
    const direction = nesterovDirection(next, gradient, { now, ahead, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: next };
  };
