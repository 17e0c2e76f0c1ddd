import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** yᵀg > 0 in integers: the generator itself evaluates no inner product. */
const isEffective = (g: Float64Array, y: Float64Array): Outcome => truth(exactDot(y, g).integer > 0n);

const claim: Claim<VectorPair> = {
  id: 'G1-effective',
  claim: 'Every generated effective pair has yᵀg > 0, exactly, at every angle and magnitude.',
  source: 'P1',
  ...ofGenerator('effectivePairs', (pairs) => ({
    given: pairs({ dimension: { min: 1, max: 64 } }),
    holds: ({ g, y }) => isEffective(g, y),
  })),
  mutants: {
    'scaled by a power of ten after the angle is set': ({ g, y }) =>
      isEffective(
        g.map((x) => x * 1e-200),
        y.map((x) => x * 1e-200),
      ),
    'turned around': ({ g, y }) =>
      isEffective(
        g,
        y.map((x) => -x),
      ),
  },
};

export default claim;
