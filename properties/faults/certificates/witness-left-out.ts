import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a refutation that cannot be checked: the vector is forgotten',
  subject: {
    ...ourCertificates,
    positiveDefinite(M) {
      const { status, margin } = ourCertificates.positiveDefinite(M);
      return { status, margin };
    },
  },
} satisfies SeededFault<Certificates>;
