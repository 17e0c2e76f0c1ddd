import { seededRandom, standardNormal } from '../../../src/linalg/seeded.ts';
import { plainDot } from '../../plain/plainMetric.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a spot check: xᵀMx > 0 for twenty random x',
  subject: definiteWhere((M) => {
    const random = seededRandom(0, 'directions');
    const directions = Array.from({ length: 20 }, () => M.diag().map(() => standardNormal(random)));
    return directions.every((x) => x.reduce((sum, xi, i) => sum + xi * plainDot(M.getRow(i), x), 0) > 0);
  }),
} satisfies SeededFault<Certificates>;
