import firstStepDescent from '../../src/checks/laws/firstStepDescent.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-first',
  claim: 'The check of the first step refutes no rule that begins downhill in every coordinate.',
  source: 'Δ₀ᵢ yᵢ ≥ 0',
  check: firstStepDescent,
  spared: await rulesWithTrait('first-step-descent'),
  refuted: [
    ascent,
    {
      ...plain,
      name: 'averaged with the next coordinate',
      update: ({ gradient, stepSize }) =>
        gradient.map((d, i) => -stepSize * (d + 2 * (gradient[i + 1] ?? 0))),
    },
    {
      ...plain,
      name: 'moves parameters without a gradient',
      update: ({ gradient, stepSize }) => gradient.map((d) => (d === 0 ? stepSize : -stepSize * d)),
    },
  ],
});
