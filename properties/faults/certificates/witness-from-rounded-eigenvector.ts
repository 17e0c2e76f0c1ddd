import { EigenvalueDecomposition } from 'ml-matrix';
import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the eigenvector of the least floating-point eigenvalue handed out without being tried: xᵀMx ≤ 0 is not checked',
  subject: {
    ...ourCertificates,
    positiveDefinite(M) {
      const certificate = ourCertificates.positiveDefinite(M);
      if (!certificate.witness) return certificate;
      const { eigenvectorMatrix } = new EigenvalueDecomposition(M, { assumeSymmetric: true });
      const witness = eigenvectorMatrix.getColumn(0).map((x) => BigInt(Math.round(x * 2 ** 20)));
      return { ...certificate, witness };
    },
  },
} satisfies SeededFault<Certificates>;
