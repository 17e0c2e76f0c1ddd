import { inverse } from 'ml-matrix';
import type { Certificates } from '../../certify/parts/certificates.ts';
import { conditionedWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: '‖M‖‖M⁻¹‖ in the wrong norm, which is larger than κ',
  subject: conditionedWhere((M, K) => M.norm() * inverse(M).norm() <= K),
} satisfies Wrong<Certificates>;
