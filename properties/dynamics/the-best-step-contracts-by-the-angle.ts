import { atMost, truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { along, dot, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

/** After η = yᵀg/(β‖g‖²): L' − L* ≤ (1 − (μ/β)c²)(L − L*), where c² = 4κ/(1 + κ)² for the least κ. */
const holdsWith =
  (cosineSquare: (kappa: number) => number): Holds<Member> =>
  ({ loss, start, other }) => {
    const [beta, mu, least] = [loss.smoothness!, loss.strongConvexity!, loss.minimum!];
    const y = negated(loss.gradient(start));
    const g = dot(other, y) > 0 ? other : negated(other);
    if (!(dot(g, y) > 0)) return vacuous();
    const pair = effectivePair(g, y);
    const kappa = minimumConditionNumber(pair);
    const share = cosineSquare(kappa);
    if (Math.abs((4 * kappa) / (1 + kappa) ** 2 - pair.cosine ** 2) > formulaRoundoff(64))
      return truth(false);
    const next = along(start, dot(y, g) / (beta * dot(g, g)), g);
    const [before, after] = [loss.value(start) - least, loss.value(next) - least];
    return atMost(after - (1 - (mu / beta) * share) * before, formulaRoundoff(4 * before));
  };

const claim: Claim<Member> = {
  id: 'P16-contraction',
  claim:
    'on a μ-strongly convex, β-smooth loss the best step contracts L − L* by 1 − (μ/β)c², c² = 4κ*/(1 + κ*)²',
  source: 'P16',
  given: members(({ name }) => name === 'quadratic'),
  holds: holdsWith((kappa) => (4 * kappa) / (1 + kappa) ** 2),
  mutants: {
    'c in place of its square': holdsWith((kappa) => (2 * Math.sqrt(kappa)) / (1 + kappa)),
    'no angle at all': holdsWith(() => 1),
  },
};

export default claim;
