import scaleInvariant from '../../src/checks/laws/scaleInvariant.ts';
import { checkClaim } from './parts/checkClaim.ts';
import { lawfulRules } from './parts/lawfulRules.ts';
import { plain } from './parts/wrongRules.ts';

export default checkClaim({
  id: 'L-scale-invariant',
  claim: 'The check of invariance to the scale of the loss refutes no rule that is invariant to it.',
  source: 'Δ(c∇L₀, c∇L₁, …) = Δ(∇L₀, ∇L₁, …)',
  check: scaleInvariant,
  spared: await lawfulRules('scale-invariant'),
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
    {
      ...plain,
      name: 'sign with a dead zone',
      update: ({ gradient, stepSize }) =>
        gradient.map((d) => (Math.abs(d) < 1e-6 ? 0 : -stepSize * Math.sign(d))),
    },
  ],
});
