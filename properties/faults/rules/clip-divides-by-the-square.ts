import clippedDescent from '../../../src/identity/known/clippedDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Clipped descent that divides by ‖∇L‖²: the longer the gradient, the shorter what is left of it. */
export default {
  ...clippedDescent,
  name: 'clip-divides-by-the-square',
  update({ gradient, stepSize }: RuleContext) {
    const square = gradient.reduce((sum, d) => sum + d * d, 0);
    return gradient.map((d) => -stepSize * (square > 1 ? d / square : d));
  },
  modelledOn: 'paiml/entrenar#311: the clip divides by the square of the norm',
  meant: 'clipped-descent',
} satisfies FaultyRule;
