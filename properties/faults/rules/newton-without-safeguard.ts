import newtonLineSearch from '../../../src/rules/newtonLineSearch.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Newton with the exact step −ηH⁻¹∇L of a diagonal H, neither shifted nor searched along. */
export default {
  ...newtonLineSearch,
  name: 'newton-without-safeguard',
  update({ theta, gradient, stepSize, time, loss }: RuleContext) {
    const width = 2 ** -20;
    return gradient.map((d, i) => {
      const moved = theta.slice();
      moved[i]! += width;
      const curvature = (loss.gradient(moved, time)[i]! - d) / width;
      return curvature === 0 ? -stepSize * d : (-stepSize * d) / curvature;
    });
  },
  modelledOn: 'Dauphin et al. (2014), arXiv:1406.2572: Newton’s method is attracted to saddle points',
  meant: 'newton-line-search',
  alsoKnownAs: ['Newton’s method, without safeguards'],
} satisfies FaultyRule;
