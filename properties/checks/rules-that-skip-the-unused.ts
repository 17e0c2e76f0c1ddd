import skipsUnusedParameter from '../../src/checks/laws/skipsUnusedParameter.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-unused',
  claim: 'The check of an unused parameter refutes no rule that skips it.',
  source: 'Δ((∇L₀, 0), …) = (Δ(∇L₀, …), 0)',
  check: skipsUnusedParameter,
  spared: await rulesWithTrait('skips-unused-parameter'),
  refuted: [
    {
      ...plain,
      name: 'with weight decay',
      update: ({ theta, gradient, stepSize }) => gradient.map((d, i) => -stepSize * (d + 0.01 * theta[i]!)),
    },
    {
      ...plain,
      name: 'divided by the number of parameters',
      update: ({ gradient, stepSize }) => gradient.map((d) => (-stepSize * d) / gradient.length),
    },
    {
      ...plain,
      name: 'state by place among the used',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, last: Float64Array) {
        const used = [...gradient.keys()].filter((i) => gradient[i] !== 0);
        const delta = new Float64Array(gradient.length);
        for (const [k, i] of used.entries()) delta[i] = 0.5 * last[k]! - stepSize * gradient[i]!;
        return { delta, state: delta };
      },
    },
  ],
});
