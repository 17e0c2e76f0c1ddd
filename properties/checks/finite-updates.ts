import { loadRules } from '../../src/catalog/rules.ts';
import finite from '../../src/checks/form/finite.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'F-finite',
  claim: 'The check of finite updates refutes no right rule, from starting points near overflow either.',
  source: 'Δ maps finite gradients to finite displacements',
  check: finite,
  spared: [...new Set([...(await loadRules()), ...(await rulesWithTrait('first-step-descent'))])],
  refuted: [
    {
      ...plain,
      name: 'divides by θ',
      update: ({ theta, gradient }) => gradient.map((d, i) => -d / theta[i]!),
    },
    { ...plain, name: 'divides by the step', update: ({ gradient, step }) => gradient.map((d) => -d / step) },
  ],
});
