import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a comparison the wrong way round: refuted where a pivot is ≤ 0, which NaN never is',
  subject: {
    ...ourCertificates,
    positiveDefinite: (M) =>
      M.to1DArray().some(Number.isNaN)
        ? { status: 'proved', margin: Number.NaN }
        : ourCertificates.positiveDefinite(M),
  },
} satisfies SeededFault<Certificates>;
