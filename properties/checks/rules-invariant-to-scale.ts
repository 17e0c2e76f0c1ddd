import scaleInvariant from '../../src/checks/laws/scaleInvariant.ts';
import { adamAlong, adamDirection, otherAdams } from '../subjects/adams.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-scale-invariant',
  claim: 'The check of invariance to the scale of the loss refutes no rule that is invariant to it.',
  source: 'Δ(c∇L₀, c∇L₁, …; cε) = Δ(∇L₀, ∇L₁, …; ε)',
  check: scaleInvariant,
  spared: [...(await rulesWithTrait('scale-invariant')), ...otherAdams],
  refuted: [
    plain,
    {
      ...plain,
      name: 'normalised with an epsilon',
      update: ({ gradient, stepSize }) => {
        const length = Math.hypot(...gradient) + 1e-8;
        return gradient.map((d) => (-stepSize * d) / length);
      },
    },
    adamAlong(
      'epsilon inside the root',
      ({ mean, square, count, beta1, beta2, epsilon }) =>
        mean / (1 - beta1 ** count) / Math.sqrt(square / (1 - beta2 ** count) + epsilon),
    ),
    adamAlong('weight decay in the gradient', adamDirection, ({ gradient, theta }) =>
      gradient.map((d, i) => d + 0.01 * theta[i]!),
    ),
    {
      ...plain,
      name: 'sign with a dead zone',
      update: ({ gradient, stepSize }) =>
        gradient.map((d) => (Math.abs(d) < 1e-6 ? 0 : -stepSize * Math.sign(d))),
    },
  ],
});
