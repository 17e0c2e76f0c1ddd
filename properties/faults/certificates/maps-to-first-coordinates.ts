import { plainDot } from '../../plain/plainMetric.ts';
import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

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
} satisfies SeededFault<Certificates>;
