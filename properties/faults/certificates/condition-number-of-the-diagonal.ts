import type { Certificates } from '../../subjects/certificates.ts';
import { conditionedWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a shortcut: the ratio of the diagonal entries, a lower bound of κ',
  subject: conditionedWhere((M, K) => Math.max(...M.diag()) / Math.min(...M.diag()) <= K),
} satisfies SeededFault<Certificates>;
