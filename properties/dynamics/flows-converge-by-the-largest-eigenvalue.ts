import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { integrateFlow } from '../flow/flow.ts';
import { drawSpectral, type Spectral, sourceOf } from '../generators/drawn.ts';
import { negated } from '../plain/vectors.ts';
import { flowAccuracy } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

interface Case {
  readonly member: Member;
  /** Of the metric. */
  readonly seed: number;
}

const duration = 1;

/** θ̇ = −M⁻¹∇L: L − L* ≤ (L₀ − L*) exp(−2μT/λ). */
const holdsWith =
  (eigenvalue: (metric: Spectral) => number, factor: number): Holds<Case> =>
  ({ member: { loss, start }, seed }) => {
    const [mu, least] = [loss.strongConvexity!, loss.minimum!];
    const metric = drawSpectral(loss.dimension, sourceOf({ dimension: loss.dimension, seed }), 3);
    const points = integrateFlow({
      field: (theta) => metric.solve(negated(loss.gradient(theta))),
      initial: start,
      duration,
      intervals: 1,
      tolerance: 1e-9,
    });
    const before = loss.value(start) - least;
    const after = loss.value(points.at(-1)!.state) - least;
    const bound = before * Math.exp((-factor * mu * duration) / eigenvalue(metric));
    return atMost(after - bound, flowAccuracy(1e-9, before));
  };

const largest = ({ eigenvalues }: Spectral): number => Math.max(...eigenvalues);

const claim: Claim<Case> = {
  id: 'P16-flow',
  claim: 'where ½‖∇L‖² ≥ μ(L − L*), the flow reaches L − L* ≤ (L₀ − L*) exp(−2μT/λmax(M))',
  source: 'P16',
  given: fc.record({
    member: members(({ name }) => name === 'quadratic'),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  }),
  holds: holdsWith(largest, 2),
  mutants: {
    'the smallest eigenvalue': holdsWith(({ eigenvalues }) => Math.min(...eigenvalues), 2),
    'the mean of smallest and largest': holdsWith(
      (metric) => (Math.min(...metric.eigenvalues) + largest(metric)) / 2,
      2,
    ),
    'a rate that is a tenth faster': holdsWith(largest, 2.2),
  },
};

export default claim;
