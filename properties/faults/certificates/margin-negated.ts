import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a sign slip: measured − allowed for allowed − measured',
  subject: {
    ...ourCertificates,
    mapsTo(M, g, y) {
      const { status, margin } = ourCertificates.mapsTo(M, g, y);
      return { status, margin: -margin };
    },
  },
} satisfies Wrong<Certificates>;
