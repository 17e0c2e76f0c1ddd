import unrelatedParameterInvariant from '../../src/checks/laws/unrelatedParameterInvariant.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-unrelated',
  claim: 'The check of an added parameter refutes no rule that treats coordinates separately.',
  source: 'Δ((∇L₀, s₀), …)ᵢ = Δ(∇L₀, …)ᵢ',
  check: unrelatedParameterInvariant,
  spared: await rulesWithTrait('unrelated-parameter-invariant'),
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
      name: 'gradient centred',
      update: ({ gradient, stepSize }) => {
        const mean = gradient.reduce((sum, d) => sum + d, 0) / gradient.length;
        return gradient.map((d) => -stepSize * (d - mean));
      },
    },
  ],
});
