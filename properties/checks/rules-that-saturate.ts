import saturates from '../../src/checks/laws/saturates.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { adamDirection, adamWith, otherAdams } from './parts/adams.ts';
import { checkClaim } from './parts/checkClaim.ts';
import { lawfulRules } from './parts/lawfulRules.ts';
import { plain } from './parts/wrongRules.ts';

export default checkClaim({
  id: 'L-saturates',
  claim: 'The check of saturation refutes no rule whose step has a limit as its gradient grows.',
  source: 'Δₖ(∇L₀, …, c∇Lₖ) has a limit for c → ∞',
  check: saturates,
  spared: [...(await lawfulRules('saturates')), ...otherAdams],
  refuted: [
    plain,
    {
      ...plain,
      name: 'fourth root of the gradient',
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.sign(d) * Math.abs(d) ** 0.25),
    },
    {
      ...plain,
      name: 'squares added up behind their use',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, sum: Float64Array) {
        return {
          delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(sum[i]!) + 1e-8)),
          state: sum.map((total, i) => total + gradient[i]! ** 2),
        };
      },
    },
    adamWith('squares that overflow in single precision', (at) =>
      adamDirection({ ...at, square: Math.fround(at.square) }),
    ),
  ],
});
