import { type Certificates, ourCertificates } from '../../certify/parts/certificates.ts';
import { plainDot } from '../../metric/parts/plainMetric.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a loop that ends one too early: the last coordinate is never compared',
  subject: {
    ...ourCertificates,
    mapsTo: (M, g, y) =>
      ourCertificates.mapsTo(
        M,
        g,
        y.map((yi, i) => (i === y.length - 1 ? plainDot(M.getRow(i), g) : yi)),
      ),
  },
} satisfies Wrong<Certificates>;
