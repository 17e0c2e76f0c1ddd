import constantSigns from '../../src/checks/laws/constantSigns.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-constant-signs',
  claim: 'The check of constant signs refutes no rule that goes on downhill in every coordinate.',
  source: 'Δₖᵢ = λₖᵢ yᵢ, λₖᵢ ≥ 0',
  check: constantSigns,
  spared: await rulesWithTrait('constant-signs'),
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
      name: 'momentum subtracted',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, last: Float64Array) {
        const delta = gradient.map((d, i) => -0.5 * last[i]! - stepSize * d);
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
