import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a certificate that is never wrong because it never says anything',
  subject: { ...ourCertificates, positiveDefinite: () => ({ status: 'inconclusive', margin: Number.NaN }) },
} satisfies SeededFault<Certificates>;
