import { Matrix } from 'ml-matrix';
import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'float32 by default, as in machine learning frameworks: entries are rounded before they are judged',
  subject: {
    ...ourCertificates,
    positiveDefinite: (M) =>
      ourCertificates.positiveDefinite(new Matrix(M.to2DArray().map((row) => row.map(Math.fround)))),
  },
} satisfies SeededFault<Certificates>;
