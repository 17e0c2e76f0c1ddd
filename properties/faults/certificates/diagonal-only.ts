import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a shortcut: a positive diagonal is necessary, not sufficient',
  subject: definiteWhere((M) => M.diag().every((x) => x > 0)),
} satisfies SeededFault<Certificates>;
