import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'LAPACK’s convention, potrf with uplo = L: the upper half is never looked at',
  subject: {
    ...ourCertificates,
    positiveDefinite(M) {
      const mirrored = M.clone();
      for (let i = 0; i < M.rows; i++) for (let j = 0; j < i; j++) mirrored.set(j, i, M.get(i, j));
      return ourCertificates.positiveDefinite(mirrored);
    },
  },
} satisfies SeededFault<Certificates>;
