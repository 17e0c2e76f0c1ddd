import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { matrixOf } from '../../src/linalg/denseMatrix.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { alsoOffered } from '../generators/alsoOffered.ts';
import type { ComplementBasis } from '../generators/complementBasis.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** D − 1 vectors, each exactly orthogonal to g, with a Gram matrix that is proved positive definite. */
const spansComplement = ({ g, basis }: ComplementBasis): Outcome => {
  const size = basis.length;
  return truth(
    size === g.length - 1 &&
      basis.every((u) => exactDot(u, g).integer === 0n && u.every(Number.isInteger)) &&
      certifyPositiveDefinite(matrixOf(size, gramOf(basis))).status === 'proved',
  );
};

/** uᵢᵀuⱼ in doubles, exact because all entries are small integers. */
const gramOf = (basis: readonly Float64Array[]): Float64Array =>
  Float64Array.from(basis.flatMap((a) => basis.map((b) => a.reduce((sum, x, i) => sum + x * b[i]!, 0))));

const claim: Claim<ComplementBasis> = {
  id: 'G6-basis',
  claim: 'A generated basis of g^⊥ is linearly independent, complete and exactly orthogonal to g.',
  source: 'P2; definiteness of the Gram matrix by exact elimination',
  ...ofGenerator('complementBases', (bases) =>
    alsoOffered(bases({ dimension: { min: 1, max: 12 } }), spansComplement),
  ),
  mutants: {
    'one vector missing': ({ g, basis }) => spansComplement({ g, basis: basis.slice(1) }),
    'one vector twice': ({ g, basis }) =>
      spansComplement({ g, basis: basis.map((_, i) => basis[Math.min(i, 1)]!) }),
    'orthogonal to another vector': ({ g, basis }) => spansComplement({ g: g.map((x, i) => x + i), basis }),
  },
};

export default claim;
