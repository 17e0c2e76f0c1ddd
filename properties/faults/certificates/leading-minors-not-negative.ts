import { determinant } from 'ml-matrix';
import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the fallacy that leading principal minors ≥ 0 suffice: diag(0, −1) has none below 0; Horn and Johnson, Matrix Analysis (2013), section 7.2',
  subject: definiteWhere((M) => M.diag().every((_, k) => determinant(M.subMatrix(0, k, 0, k)) >= 0)),
} satisfies SeededFault<Certificates>;
