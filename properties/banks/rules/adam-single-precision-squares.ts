import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam that keeps v in single precision: squares overflow from 1.8·10¹⁹ on, and half of the digits are lost. */
export default {
  ...adam,
  name: 'adam-single-precision-squares',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const exact = nextMoments(state, gradient, { beta1, beta2 });
    const moments = { ...exact, square: exact.square.map(Math.fround) };
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
  },
  modelledOn:
    'chainer/chainer#7780, there in half precision: squares overflow in moments that are narrower than the parameters',
} satisfies WrongRule;
