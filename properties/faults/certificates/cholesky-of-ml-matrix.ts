import { CholeskyDecomposition } from 'ml-matrix';
import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'CholeskyDecomposition.isPositiveDefinite of ml-matrix, which judges by the sign of rounded pivots',
  subject: definiteWhere((M) => new CholeskyDecomposition(M).isPositiveDefinite()),
} satisfies SeededFault<Certificates>;
