import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { atMost, truth } from '../../src/checks/outcome/outcome.ts';
import { entriesOf } from '../../src/linalg/denseMatrix.ts';
import { multiply } from '../../src/linalg/symmetric.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { alsoOffered } from '../generators/alsoOffered.ts';
import type { SpectralMatrix } from '../generators/spd.ts';
import { spectralResidualBound } from '../rounding.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** M hₖ = λₖ hₖ for every k, within rounding, and M is proved positive definite. */
const hasSpectrum = ({ matrix, spectrum, eigenvectors }: SpectralMatrix): Outcome => {
  if (certifyPositiveDefinite(matrix).status !== 'proved') return truth(false);
  const size = spectrum.length;
  let worst = 0;
  for (const [k, h] of eigenvectors.entries()) {
    const image = multiply(size, entriesOf(matrix), h);
    for (let i = 0; i < size; i++) worst = Math.max(worst, Math.abs(image[i]! - spectrum[k]! * h[i]!));
  }
  return atMost(worst, spectralResidualBound(size, Math.max(...spectrum)));
};

const claim: Claim<SpectralMatrix> = {
  id: 'G5-spectrum',
  claim: 'A generated matrix is proved positive definite and has the eigenpairs that it was made of.',
  source: 'M = H diag(λ) H with a reflection H; rounding bound of linalg/rounding.ts',
  ...ofGenerator('spdMatrices', (matrices) =>
    alsoOffered(
      matrices({ dimension: { min: 1, max: 24 }, eigenvalue: { min: 1e-4, max: 1e4 } }),
      hasSpectrum,
    ),
  ),
  mutants: {
    'eigenvalues in another order': (made) => hasSpectrum({ ...made, spectrum: made.spectrum.toReversed() }),
    'off by one part in 10⁸': ({ spectrum, ...made }) =>
      hasSpectrum({ ...made, spectrum: spectrum.map((value) => value * (1 + 1e-8)) }),
    negated: (made) => hasSpectrum({ ...made, matrix: made.matrix.clone().mul(-1) }),
  },
};

export default claim;
