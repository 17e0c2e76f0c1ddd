import constantSteps from '../../src/checks/laws/constantSteps.ts';
import adamW from '../../src/rules/adamW.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import { adamAlong, otherAdams } from '../subjects/adams.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-constant-steps',
  claim: 'The check of constant steps refutes no rule whose steps stay the same while the gradient does.',
  source: 'Δₖ = Δ₀ on a plane; Kingma and Ba 2015, section 3',
  check: constantSteps,
  spared: [...(await rulesWithTrait('constant-steps')), ...otherAdams],
  refuted: [
    heavyBall,
    adamW,
    adamAlong('without bias correction', ({ mean, square, epsilon }) => mean / (Math.sqrt(square) + epsilon)),
    adamAlong(
      'second moment corrected alone',
      ({ mean, square, count, beta2, epsilon }) =>
        mean / (Math.sqrt(square / (1 - beta2 ** count)) + epsilon),
    ),
    adamAlong(
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
