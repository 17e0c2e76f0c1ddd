import { nextMoments } from '../../../src/rules/moments/adaptiveMoments.ts';
import {
  type NesterovMoments,
  nesterovDirection,
  scheduledWeight,
} from '../../../src/rules/moments/nesterovMoments.ts';
import nadam from '../../../src/rules/nadam.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** NAdam whose correction of m has μₜ twice: 1 − μ₁⋯μₜ·μₜμₜ₊₁. */
export default {
  ...nadam,
  name: 'nadam-multiplies-its-schedule-twice',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: NesterovMoments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const weightAt = (t: number): number => scheduledWeight(beta1, hyperparameters.momentumDecay!, t);
    const [now, ahead] = [weightAt(moments.count), weightAt(moments.count + 1)];
    const product = state.product * now;
    const weights = { beta2, epsilon: hyperparameters.epsilon! };
    const zero = gradient.map(() => 0);
    // The part of m with the wrong correction, and that of the gradient with the right one.
    const ofMean = nesterovDirection({ ...moments, product: product * now }, zero, {
      ...weights,
      now,
      ahead,
    });
    const still = { ...moments, mean: zero, product };
    const ofGradient = nesterovDirection(still, gradient, { ...weights, now, ahead });
    return {
      delta: ofMean.map((m, i) => -stepSize * (m + ofGradient[i]!)),
      state: { ...moments, product },
    };
  },
  modelledOn: 'pytorch/pytorch#92699: mu_product_next = mu_product * mu * mu_next in the loop of NAdam',
  meant: 'nadam',
  against: 'nadam',
} satisfies FaultyRule;
