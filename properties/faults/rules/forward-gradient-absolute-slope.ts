import { standardNormal } from '../../../src/linalg/seeded.ts';
import forwardGradient from '../../../src/rules/forwardGradient.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** A forward gradient with |∇Lᵀξ|: half of the draws go uphill. */
export default {
  ...forwardGradient,
  name: 'forward-gradient-absolute-slope',
  update({ gradient, stepSize, random }: RuleContext) {
    const noise = gradient.map(() => standardNormal(random));
    const slope = Math.abs(gradient.reduce((sum, d, i) => sum + d * noise[i]!, 0));
    return noise.map((xi) => -stepSize * slope * xi);
  },
  modelledOn: 'slip: the sign of the directional derivative of Baydin et al. (2022) is lost',
  meant: 'forward-gradient',
} satisfies FaultyRule;
