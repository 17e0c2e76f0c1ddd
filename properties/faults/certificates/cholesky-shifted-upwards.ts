import { plainCholesky } from '../../plain/plainCholesky.ts';
import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a sign slip in the shift of Rump, BIT Numer. Math. 46 (2006)',
  subject: {
    ...ourCertificates,
    cholesky: (size, entries) =>
      plainCholesky(
        size,
        entries.map((x, k) => (k % (size + 1) === 0 ? x * (1 + size * 2 ** -52) : x)),
      ),
  },
} satisfies SeededFault<Certificates>;
