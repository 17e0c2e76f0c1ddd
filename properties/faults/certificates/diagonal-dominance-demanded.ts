import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'Gershgorin discs, sufficient only, taken for necessary',
  subject: definiteWhere((M) =>
    M.diag().every((x, i) => {
      const others = M.getRow(i).toSpliced(i, 1);
      return x > others.reduce((sum, entry) => sum + Math.abs(entry), 0);
    }),
  ),
} satisfies SeededFault<Certificates>;
