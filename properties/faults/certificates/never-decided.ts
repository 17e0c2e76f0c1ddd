import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a certificate that is never wrong because it never says anything',
  subject: { ...ourCertificates, positiveDefinite: () => ({ status: 'inconclusive', margin: Number.NaN }) },
} satisfies Wrong<Certificates>;
