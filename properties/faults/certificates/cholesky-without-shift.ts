import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import { plainCholesky } from '../parts/plainCholesky.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'the folklore that a Cholesky factorisation which runs through proves definiteness; Rump, BIT Numer. Math. 46 (2006)',
  subject: { ...ourCertificates, cholesky: plainCholesky },
} satisfies Wrong<Certificates>;
