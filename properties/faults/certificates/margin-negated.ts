import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a sign slip: measured − allowed for allowed − measured',
  subject: {
    ...ourCertificates,
    mapsTo(M, g, y) {
      const { status, margin } = ourCertificates.mapsTo(M, g, y);
      return { status, margin: -margin };
    },
  },
} satisfies SeededFault<Certificates>;
