import restsAtZeroGradient from '../../src/checks/laws/restsAtZeroGradient.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-rest',
  claim: 'The check of rest at zero gradient refutes no rule that rests there.',
  source: 'Δ(0, 0, …) = 0 (P1)',
  check: restsAtZeroGradient,
  spared: await rulesWithTrait('rests-at-zero-gradient'),
  refuted: [
    {
      ...plain,
      name: 'with weight decay',
      update: ({ theta, gradient, stepSize }) => gradient.map((d, i) => -stepSize * (d + 0.01 * theta[i]!)),
    },
    {
      ...plain,
      name: 'sign with sign(0) = 1',
      update: ({ gradient, stepSize }) => gradient.map((d) => (d >= 0 ? -stepSize : stepSize)),
    },
    {
      ...plain,
      name: 'with a little noise from the second step on',
      update: ({ gradient, stepSize, step, random }) =>
        gradient.map((d) => -stepSize * (d + (step > 0 ? 1e-6 * (random() - 0.5) : 0))),
    },
  ],
});
