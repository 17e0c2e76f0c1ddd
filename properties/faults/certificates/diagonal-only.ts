import type { Certificates } from '../../certify/parts/certificates.ts';
import { definiteWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a shortcut: a positive diagonal is necessary, not sufficient',
  subject: definiteWhere((M) => M.diag().every((x) => x > 0)),
} satisfies Wrong<Certificates>;
