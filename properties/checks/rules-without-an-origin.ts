import translationEquivariant from '../../src/checks/laws/translationEquivariant.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-translation',
  claim: 'The check of moved parameters refutes no rule that has no origin.',
  source: 'Δ(θ + a) = Δ(θ) on L(θ − a)',
  check: translationEquivariant,
  spared: await rulesWithTrait('translation-equivariant'),
  refuted: [
    {
      ...plain,
      name: 'with weight decay',
      update: ({ theta, gradient, stepSize }) => gradient.map((d, i) => -stepSize * (d + 0.01 * theta[i]!)),
    },
    {
      ...plain,
      name: 'step relative to the size of the parameters',
      update: ({ theta, gradient, stepSize }) =>
        gradient.map((d, i) => -stepSize * d * (1e-3 + Math.abs(theta[i]!))),
    },
    {
      ...plain,
      name: 'parameters kept within a box',
      update: ({ theta, gradient, stepSize }) =>
        gradient.map((d, i) => Math.max(-1, Math.min(1, theta[i]! - stepSize * d)) - theta[i]!),
    },
  ],
});
