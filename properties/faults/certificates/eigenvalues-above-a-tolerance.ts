import { plainEigenvalues } from '../../plain/plainEigenvalues.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the cut-off of rank estimates, λ > D u λmax, taken for a proof; Golub and Van Loan, Matrix Computations (2013), section 5.4',
  subject: definiteWhere((M) => plainEigenvalues(M)[0]! > M.rows * 2 ** -52 * M.norm()),
} satisfies SeededFault<Certificates>;
