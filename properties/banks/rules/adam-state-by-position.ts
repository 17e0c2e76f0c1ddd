import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam that keeps moments for the k-th non-zero entry of the gradient instead of for its coordinate. */
export default {
  ...adam,
  name: 'adam-state-by-position',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const places = [...gradient.keys()].filter((i) => gradient[i] !== 0);
    const compact = gradient.map((_, k) => gradient[places[k] ?? -1] ?? 0);
    const moments = nextMoments(state, compact, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    const delta = new Float64Array(gradient.length);
    for (const [k, i] of places.entries()) delta[i] = -stepSize * direction[k]!;
    return { delta, state: moments };
  },
  modelledOn:
    'wochenlong/lora-scripts-next#320, there of masks: state that is mapped back by position among a part of the parameters',
} satisfies WrongRule;
