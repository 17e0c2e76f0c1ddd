import constantGradient from '../../src/checks/laws/constantGradient.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { checkClaim } from './parts/checkClaim.ts';
import { lawfulRules } from './parts/lawfulRules.ts';
import { ascent, plain } from './parts/wrongRules.ts';

export default checkClaim({
  id: 'L-constant',
  claim: 'The check of a constant gradient refutes no rule that goes on downhill in every coordinate.',
  source: 'Δₖᵢ = λₖᵢ yᵢ, λₖᵢ ≥ 0',
  check: constantGradient,
  spared: await lawfulRules('constant-gradient'),
  refuted: [
    ascent,
    {
      ...plain,
      name: 'momentum with the wrong sign and growing',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, last: Float64Array) {
        const delta = gradient.map((d, i) => -1.5 * last[i]! - stepSize * d);
        return { delta, state: delta };
      },
    },
    {
      ...plain,
      name: 'bias correction with the wrong sign in the third step',
      update: ({ gradient, stepSize, step }) => gradient.map((d) => -stepSize * (step === 2 ? -1 : 1) * d),
    },
  ],
});
