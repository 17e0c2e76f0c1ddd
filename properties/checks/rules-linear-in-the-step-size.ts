import stepSizeLinear from '../../src/checks/laws/stepSizeLinear.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { otherAdams } from '../subjects/adams.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-step-size-linear',
  claim: 'The check of linearity in the step size refutes no rule that is linear in it.',
  source: 'Δ(cη; ∇L₀, ∇L₁, …; θ) = c Δ(η; ∇L₀, ∇L₁, …; θ)',
  check: stepSizeLinear,
  spared: [...(await rulesWithTrait('step-size-linear')), ...otherAdams],
  refuted: [
    {
      ...plain,
      name: 'decays what has already moved',
      update: ({ theta, gradient, stepSize }) =>
        gradient.map((d, i) => -stepSize * d - stepSize * 0.01 * (theta[i]! - stepSize * d)),
    },
    {
      ...plain,
      name: 'clipped after the step size',
      update: ({ gradient, stepSize }) =>
        gradient.map((d) => -Math.sign(d) * Math.min(1, stepSize * Math.abs(d))),
    },
    {
      ...plain,
      name: 'step size in what it remembers and in what it returns',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, last: Float64Array) {
        const state = gradient.map((d, i) => 0.5 * last[i]! + stepSize * d);
        return { delta: state.map((v) => -stepSize * v), state };
      },
    },
  ],
});
