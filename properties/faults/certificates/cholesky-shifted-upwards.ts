import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import { plainCholesky } from '../parts/plainCholesky.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<Certificates>;
