import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'numpy.allclose(M, M.T), whose default tolerances are 1e-5 and 1e-8, before a proof',
  subject: {
    ...ourCertificates,
    positiveDefinite(M) {
      const mirror = M.transpose().to1DArray();
      const close = M.to1DArray().every(
        (x, k) => Math.abs(x - mirror[k]!) <= 1e-8 + 1e-5 * Math.abs(mirror[k]!),
      );
      return ourCertificates.positiveDefinite(close ? M.clone().add(M.transpose()).mul(0.5) : M);
    },
  },
} satisfies SeededFault<Certificates>;
