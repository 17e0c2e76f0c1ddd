import scaleLinear from '../../src/checks/laws/scaleLinear.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-scale-linear',
  claim: 'The check of linearity in the scale of the loss refutes no rule that is linear in it.',
  source: 'Δ(c∇L₀, c∇L₁, …) = c Δ(∇L₀, ∇L₁, …)',
  check: scaleLinear,
  spared: await rulesWithTrait('scale-linear'),
  refuted: [
    {
      ...plain,
      name: 'with weight decay',
      update: ({ theta, gradient, stepSize }) => gradient.map((d, i) => -stepSize * (d + 0.01 * theta[i]!)),
    },
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
      name: 'divided by a root with epsilon inside',
      update: ({ gradient, stepSize }) => gradient.map((d) => (-stepSize * d) / Math.sqrt(1 + 1e-8 * d * d)),
    },
  ],
});
