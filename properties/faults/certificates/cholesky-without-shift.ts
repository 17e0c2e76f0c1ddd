import { plainCholesky } from '../../plain/plainCholesky.ts';
import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the folklore that a Cholesky factorisation which runs through proves definiteness; Rump, BIT Numer. Math. 46 (2006)',
  subject: { ...ourCertificates, cholesky: plainCholesky },
} satisfies SeededFault<Certificates>;
