import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a refutation that nobody can check: the vector is forgotten',
  subject: {
    ...ourCertificates,
    positiveDefinite(M) {
      const { status, margin } = ourCertificates.positiveDefinite(M);
      return { status, margin };
    },
  },
} satisfies Wrong<Certificates>;
