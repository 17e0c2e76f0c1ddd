import { plainEigenvalues } from '../../plain/plainEigenvalues.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { conditionedWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'numpy.linalg.cond: the ratio of floating-point eigenvalues, compared with the bound itself',
  subject: conditionedWhere((M, K) => {
    const values = plainEigenvalues(M);
    return values.at(-1)! / values[0]! <= K;
  }),
} satisfies SeededFault<Certificates>;
