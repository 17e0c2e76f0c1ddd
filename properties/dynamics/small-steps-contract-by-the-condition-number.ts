import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { drawSpectral, sourceOf } from '../generators/drawn.ts';
import { along, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

interface Case {
  readonly member: Member;
  /** Of the metric. */
  readonly seed: number;
}

/** g = M⁻¹y with the step η = λmin/β: L' − L* ≤ (1 − μ/(βκ(M)))(L − L*), in half of the cases from where M is largest. */
const holdsWith =
  (step: (least: number, greatest: number) => number, rate: (kappa: number) => number): Holds<Case> =>
  ({ member: { loss, start }, seed }) => {
    const random = sourceOf({ dimension: loss.dimension, seed });
    const metric = drawSpectral(loss.dimension, random, 10);
    const [least, greatest] = [Math.min(...metric.eigenvalues), Math.max(...metric.eigenvalues)];
    const [beta, mu] = [loss.smoothness!, loss.strongConvexity!];
    const slowest = along(loss.landmarks![0]!.theta, 1, metric.axis(metric.eigenvalues.indexOf(greatest)));
    const theta = random() < 1 / 2 ? slowest : start;
    const g = metric.solve(negated(loss.gradient(theta)));
    const before = loss.value(theta);
    const after = loss.value(along(theta, step(least, greatest) / beta, g));
    return atMost(after - (1 - (mu / beta) * rate(greatest / least)) * before, formulaRoundoff(4 * before));
  };

const claim: Claim<Case> = {
  id: 'P16-step',
  claim: 'stepping with g = M⁻¹y and η = λmin(M)/β contracts L − L* by 1 − μ/(βκ(M)) at least',
  source: 'P16',
  given: fc.record({
    member: members(({ name }) => name === 'quadratic'),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  }),
  holds: holdsWith(
    (least) => least,
    (kappa) => 1 / kappa,
  ),
  mutants: {
    'a step of λmax/β': holdsWith(
      (_least, greatest) => greatest,
      (kappa) => 1 / kappa,
    ),
    'the rate of a perfect metric': holdsWith(
      (least) => least,
      () => 1,
    ),
    'the root of κ': holdsWith(
      (least) => least,
      (kappa) => 1 / Math.sqrt(kappa),
    ),
    // At κ = 1, that is in one dimension, the plain 2/κ fails at once.
    'twice the rate where κ > 1': holdsWith(
      (least) => least,
      (kappa) => (kappa > 1 ? 2 : 1) / kappa,
    ),
  },
};

export default claim;
