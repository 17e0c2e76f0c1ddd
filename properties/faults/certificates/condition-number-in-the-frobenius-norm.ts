import { inverse } from 'ml-matrix';
import type { Certificates } from '../../subjects/certificates.ts';
import { conditionedWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: '‖M‖‖M⁻¹‖ in the wrong norm, which is larger than κ',
  subject: conditionedWhere((M, K) => M.norm() * inverse(M).norm() <= K),
} satisfies SeededFault<Certificates>;
