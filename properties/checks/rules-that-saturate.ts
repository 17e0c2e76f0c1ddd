import saturates from '../../src/checks/laws/saturates.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { adamAlong, adamDirection, otherAdams } from '../subjects/adams.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-saturates',
  claim: 'The check of saturation refutes no rule whose step has a limit as its gradient grows.',
  source: 'Δₖ(∇L₀, …, c∇Lₖ) has a limit for c → ∞',
  check: saturates,
  spared: [...(await rulesWithTrait('saturates')), ...otherAdams],
  refuted: [
    plain,
    {
      ...plain,
      name: 'fourth root of the gradient',
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.sign(d) * Math.abs(d) ** 0.25),
    },
    {
      ...plain,
      name: 'squares added up after their use',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, sum: Float64Array) {
        return {
          delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(sum[i]!) + 1e-8)),
          state: sum.map((total, i) => total + gradient[i]! ** 2),
        };
      },
    },
    adamAlong('squares that overflow in single precision', (at) =>
      adamDirection({ ...at, square: Math.fround(at.square) }),
    ),
  ],
});
