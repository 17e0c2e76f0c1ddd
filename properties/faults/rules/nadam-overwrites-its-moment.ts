import nadam, { epsilon, rates } from '../../../src/identity/known/nadamWithoutSchedule.ts';
import type { Moments } from '../../../src/rules/moments/adaptiveMoments.ts';
import { nextMoments } from '../../../src/rules/moments/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** NAdam that corrects its first moment in place, so that the corrected one is averaged again. */
export default {
  ...nadam,
  name: 'nadam-overwrites-its-moment',
  update({ gradient, stepSize }: RuleContext, before: Moments) {
    const { count, mean, square } = nextMoments(before, gradient, rates);
    const left = 1 - rates.beta1 ** count;
    const corrected = mean.map((m) => (m * rates.beta1) / left);
    const delta = corrected.map((m, i) => {
      const ahead = m + ((1 - rates.beta1) * gradient[i]!) / left;
      return (-stepSize * ahead) / (Math.sqrt(square[i]! / (1 - rates.beta2 ** count)) + epsilon);
    });
    return { delta, state: { count, mean: corrected, square } };
  },
  modelledOn: 'deeplearning4j/nd4j#1891: the moment in the state is multiplied by its correction',
  meant: 'nadam-without-schedule',
  against: 'nadam-without-schedule',
} satisfies FaultyRule;
