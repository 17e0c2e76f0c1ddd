import type { Certificates } from '../../certify/parts/certificates.ts';
import { conditionedWhere } from '../parts/certificatesWhere.ts';
import { plainEigenvalues } from '../parts/plainEigenvalues.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'numpy.linalg.cond: the ratio of floating-point eigenvalues, compared with the bound itself',
  subject: conditionedWhere((M, K) => {
    const values = plainEigenvalues(M);
    return values.at(-1)! / values[0]! <= K;
  }),
} satisfies Wrong<Certificates>;
