import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'M and its inverse confused: M y = g judged for M g = y',
  subject: { ...ourCertificates, mapsTo: (M, g, y) => ourCertificates.mapsTo(M, y, g) },
} satisfies SeededFault<Certificates>;
