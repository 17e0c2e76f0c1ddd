import odd from '../../src/checks/laws/odd.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-odd',
  claim: 'The check of oddness refutes no rule that is odd.',
  source: 'Δ(−∇L₀, −∇L₁, …) = −Δ(∇L₀, ∇L₁, …)',
  check: odd,
  spared: await rulesWithTrait('odd'),
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
      name: 'gradients above 1 clipped on one side only',
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.min(d, 1)),
    },
  ],
});
