import minCosine from '../../src/checks/descent/minCosine.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

/** Each pair of coordinates turned by arctan(3/4): cos ψ = 4/5 exactly where D is even, more where it is odd. */
const turned: DeclaredRule = {
  name: 'turned',
  contract: { minCosine: 0.8 },
  update: ({ gradient, stepSize }) =>
    gradient.map((d, i) => {
      const partner = gradient[i ^ 1];
      if (partner === undefined) return -stepSize * d;
      return -stepSize * (0.8 * d + (i % 2 === 0 ? 0.6 : -0.6) * partner);
    }),
};

export default checkClaim({
  id: 'P16-angle',
  claim: 'The check of a least cosine refutes no rule whose cos ψ is exactly at its bound.',
  source: 'P16',
  check: minCosine,
  spared: [turned, { ...plain, contract: { minCosine: 1 } }],
  refuted: [
    { ...ascent, contract: { minCosine: -0.5 } },
    { ...turned, name: 'promises 0.81', contract: { minCosine: 0.81 } },
  ],
});
