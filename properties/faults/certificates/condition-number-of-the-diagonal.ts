import type { Certificates } from '../../certify/parts/certificates.ts';
import { conditionedWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a shortcut: the ratio of the diagonal entries, a lower bound of κ',
  subject: conditionedWhere((M, K) => Math.max(...M.diag()) / Math.min(...M.diag()) <= K),
} satisfies Wrong<Certificates>;
