import { integrateFlow } from '../../src/dynamics/flow.ts';
import { flowAccuracy } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, members } from '../losses/parts/members.ts';
import { drawSpectral, type Spectral, sourceOf } from './parts/drawn.ts';
import { atMost } from './parts/outcomes.ts';
import { negated } from './parts/vectors.ts';

const duration = 1;

/** θ̇ = −M⁻¹∇L: L − L* ≤ (L₀ − L*) exp(−2μT/λ). */
const holdsWith =
  (eigenvalue: (metric: Spectral) => number, factor: number): Holds<Member> =>
  ({ loss, start, coordinate }) => {
    const [mu, least] = [loss.strongConvexity!, loss.minimum!];
    const metric = drawSpectral(loss.dimension, sourceOf({ dimension: loss.dimension, seed: coordinate }), 3);
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

const claim: Claim<Member> = {
  id: 'P16-flow',
  claim: 'where ½‖∇L‖² ≥ μ(L − L*), the flow reaches L − L* ≤ (L₀ − L*) exp(−2μT/λmax(M))',
  source: 'P16',
  given: members(({ name }) => name === 'quadratic'),
  holds: holdsWith(largest, 2),
  mutants: {
    'the smallest eigenvalue': holdsWith(({ eigenvalues }) => Math.min(...eigenvalues) / 2, 2),
    'a rate that is twice as fast': holdsWith(largest, 4),
  },
};

export default claim;
