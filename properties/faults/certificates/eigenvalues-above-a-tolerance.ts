import type { Certificates } from '../../certify/parts/certificates.ts';
import { definiteWhere } from '../parts/certificatesWhere.ts';
import { plainEigenvalues } from '../parts/plainEigenvalues.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'the cut-off of rank estimates, λ > D u λmax, taken for a proof; Golub and Van Loan, Matrix Computations (2013), section 5.4',
  subject: definiteWhere((M) => plainEigenvalues(M)[0]! > M.rows * 2 ** -52 * M.norm()),
} satisfies Wrong<Certificates>;
