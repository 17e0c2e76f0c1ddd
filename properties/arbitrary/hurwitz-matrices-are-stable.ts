import type { Matrix } from 'ml-matrix';
import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { alsoOffered } from '../generators/alsoOffered.ts';
import type { HurwitzMatrix } from '../generators/hurwitz.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** P and −(AᵀP + PA), made bitwise symmetric, are proved positive definite. */
const isLyapunovPair = (a: Matrix, p: Matrix): Outcome => {
  const product = p.mmul(a);
  const q = product.clone();
  for (let i = 0; i < q.rows; i++) {
    for (let j = 0; j < q.rows; j++) q.set(i, j, -(product.get(i, j) + product.get(j, i)));
  }
  return truth(
    certifyPositiveDefinite(p).status === 'proved' && certifyPositiveDefinite(q).status === 'proved',
  );
};

const claim: Claim<HurwitzMatrix> = {
  id: 'G8-hurwitz',
  claim: 'A generated Hurwitz matrix A comes with P ≻ 0 of which AᵀP + PA is negative definite.',
  source: 'P14; Lyapunov',
  ...ofGenerator('hurwitzMatrices', (matrices) =>
    alsoOffered(matrices({ dimension: { min: 1, max: 10 } }), ({ matrix, lyapunov }) =>
      isLyapunovPair(matrix, lyapunov),
    ),
  ),
  mutants: {
    'P = I, which only normal matrices survive': ({ matrix, lyapunov }) => {
      const identity = lyapunov.clone();
      for (let i = 0; i < identity.rows; i++) {
        for (let j = 0; j < identity.rows; j++) identity.set(i, j, i === j ? 1 : 0);
      }
      return isLyapunovPair(matrix, identity);
    },
    'sign of A': ({ matrix, lyapunov }) => isLyapunovPair(matrix.clone().mul(-1), lyapunov),
    'A transposed': ({ matrix, lyapunov }) => isLyapunovPair(matrix.transpose(), lyapunov),
  },
};

export default claim;
