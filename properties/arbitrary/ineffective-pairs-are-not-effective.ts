import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { alsoOffered } from '../generators/alsoOffered.ts';
import { ofGenerator } from '../subjects/generators.ts';

const isNotEffective = (g: Float64Array, y: Float64Array): Outcome =>
  truth(exactDot(y, g).integer <= 0n && g.some((x) => x !== 0) && y.some((x) => x !== 0));

const claim: Claim<VectorPair> = {
  id: 'G2-not-effective',
  claim: 'Every generated pair that is called not effective has yᵀg ≤ 0, exactly, and no zero vector.',
  source: 'P1',
  ...ofGenerator('ineffectivePairs', (pairs) =>
    alsoOffered(pairs({ dimension: { min: 1, max: 64 } }), ({ g, y }) => isNotEffective(g, y)),
  ),
  mutants: {
    'one entry an ulp larger in size': ({ g, y }) =>
      isNotEffective(
        g,
        y.map((x, i) => (i === y.length - 1 ? x * (1 + 2 ** -52) : x)),
      ),
    'turned around': ({ g, y }) =>
      isNotEffective(
        g,
        y.map((x) => -x),
      ),
    'rounded to single precision': ({ g, y }) => isNotEffective(g.map(Math.fround), y.map(Math.fround)),
  },
};

export default claim;
