import blockSeparable from '../../src/checks/laws/blockSeparable.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-blocks',
  claim: 'The check of separate blocks refutes no rule that treats coordinates separately.',
  source: 'Δ(∇L₀, …)_B = Δ((∇L₀)_B, …)',
  check: blockSeparable,
  spared: await rulesWithTrait('block-separable'),
  refuted: [
    {
      ...plain,
      name: 'clipped by the global norm',
      update: ({ gradient, stepSize }) => {
        const factor = stepSize / Math.max(1, Math.hypot(...gradient));
        return gradient.map((d) => -factor * d);
      },
    },
    {
      ...plain,
      name: 'divided by the number of parameters',
      update: ({ gradient, stepSize }) => gradient.map((d) => (-stepSize * d) / gradient.length),
    },
    {
      ...plain,
      name: 'one second moment for all',
      init: () => ({ square: 0 }),
      update({ gradient, stepSize }: RuleContext, { square }: { readonly square: number }) {
        const next = 0.9 * square + 0.1 * gradient.reduce((sum, d) => sum + d * d, 0);
        return {
          delta: gradient.map((d) => (-stepSize * d) / (Math.sqrt(next) + 1e-8)),
          state: { square: next },
        };
      },
    },
  ],
});
