import constantSteps from '../../src/checks/laws/constantSteps.ts';
import adamW from '../../src/rules/adamW.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import { adamWith, otherAdams } from './parts/adams.ts';
import { checkClaim } from './parts/checkClaim.ts';
import { lawfulRules } from './parts/lawfulRules.ts';
import { plain } from './parts/wrongRules.ts';

export default checkClaim({
  id: 'L-constant-steps',
  claim: 'The check of constant steps refutes no rule whose steps stay the same while the gradient does.',
  source: 'Δₖ = Δ₀ on a plane; Kingma and Ba 2015, section 3',
  check: constantSteps,
  spared: [...(await lawfulRules('constant-steps')), ...otherAdams],
  refuted: [
    heavyBall,
    adamW,
    adamWith('without bias correction', ({ mean, square, epsilon }) => mean / (Math.sqrt(square) + epsilon)),
    adamWith(
      'second moment corrected alone',
      ({ mean, square, count, beta2, epsilon }) =>
        mean / (Math.sqrt(square / (1 - beta2 ** count)) + epsilon),
    ),
    adamWith(
      'epsilon beside the uncorrected root',
      ({ mean, square, count, beta1, beta2, epsilon }) =>
        ((Math.sqrt(1 - beta2 ** count) / (1 - beta1 ** count)) * mean) / (Math.sqrt(square) + epsilon),
    ),
    {
      ...plain,
      name: 'step size that decays by one part in a million',
      update: ({ gradient, stepSize, step }) => gradient.map((d) => -stepSize * (1 - 1e-6 * step) * d),
    },
  ],
});
