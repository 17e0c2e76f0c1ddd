import { CholeskyDecomposition } from 'ml-matrix';
import type { Certificates } from '../../certify/parts/certificates.ts';
import { definiteWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'CholeskyDecomposition.isPositiveDefinite of ml-matrix, which judges by the sign of rounded pivots',
  subject: definiteWhere((M) => new CholeskyDecomposition(M).isPositiveDefinite()),
} satisfies Wrong<Certificates>;
