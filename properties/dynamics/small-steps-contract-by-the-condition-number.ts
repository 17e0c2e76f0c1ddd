import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, members } from '../losses/parts/members.ts';
import { drawSpectral, sourceOf } from './parts/drawn.ts';
import { atMost } from './parts/outcomes.ts';
import { along, negated } from './parts/vectors.ts';

/** g = M⁻¹y with the step η = λmin/β: L' − L* ≤ (1 − μ/(βκ(M)))(L − L*). */
const holdsWith =
  (step: (least: number, greatest: number) => number, rate: (kappa: number) => number): Holds<Member> =>
  ({ loss, start, coordinate }) => {
    const metric = drawSpectral(
      loss.dimension,
      sourceOf({ dimension: loss.dimension, seed: coordinate }),
      10,
    );
    const [least, greatest] = [Math.min(...metric.eigenvalues), Math.max(...metric.eigenvalues)];
    const [beta, mu] = [loss.smoothness!, loss.strongConvexity!];
    const g = metric.solve(negated(loss.gradient(start)));
    const before = loss.value(start);
    const after = loss.value(along(start, step(least, greatest) / beta, g));
    return atMost(after - (1 - (mu / beta) * rate(greatest / least)) * before, formulaRoundoff(4 * before));
  };

const claim: Claim<Member> = {
  id: 'P16-step',
  claim: 'stepping with g = M⁻¹y and η = λmin(M)/β contracts L − L* by 1 − μ/(βκ(M)) at least',
  source: 'P16',
  given: members(({ name }) => name === 'quadratic'),
  holds: holdsWith(
    (least) => least,
    (kappa) => 1 / kappa,
  ),
  mutants: {
    'a step of 2λmax/β': holdsWith(
      (_least, greatest) => 2 * greatest,
      (kappa) => 1 / kappa,
    ),
    'the rate of a perfect metric, twice': holdsWith(
      (least) => least,
      () => 2,
    ),
  },
};

export default claim;
