import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'M and its inverse confused: M y = g judged for M g = y',
  subject: { ...ourCertificates, mapsTo: (M, g, y) => ourCertificates.mapsTo(M, y, g) },
} satisfies Wrong<Certificates>;
