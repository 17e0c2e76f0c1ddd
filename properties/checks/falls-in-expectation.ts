import inExpectation from '../../src/checks/descent/inExpectation.ts';
import forwardGradient from '../../src/rules/forwardGradient.ts';
import miniBatch from '../../src/rules/miniBatchGradientDescent.ts';
import randomCoordinateDescent from '../../src/rules/randomCoordinateDescent.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

const contract = {
  effective: 'in-expectation',
  losses: ({ network }: { readonly network: boolean }) => !network,
} as const;

/** Δ = +η(yᵀξ)ξ: uphill in every outcome, and so many of them that they can only be drawn. */
const upwardProbe: DeclaredRule = {
  name: 'upward probe',
  contract,
  update: ({ gradient, stepSize, random }) => {
    const probe = gradient.map(() => 2 * random() - 1);
    const slope = gradient.reduce((sum, d, i) => sum + d * probe[i]!, 0);
    return probe.map((value) => stepSize * slope * value);
  },
};

export default checkClaim({
  id: 'P12-promised-expectation',
  claim:
    'The check of descent in expectation refutes no unbiased rule, whether its noise is enumerated or drawn.',
  source: 'P12',
  check: inExpectation,
  spared: [
    miniBatch,
    { ...plain, contract },
    { ...forwardGradient, contract },
    { ...randomCoordinateDescent, contract },
  ],
  refuted: [
    { ...ascent, contract },
    upwardProbe,
    {
      ...plain,
      name: 'wrong way in most outcomes',
      contract,
      update: ({ gradient, stepSize, random }) =>
        gradient.map((d) => (random() < 1 / 4 ? -stepSize : stepSize) * d),
    },
  ],
});
