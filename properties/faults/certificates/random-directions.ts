import { seededRandom, standardNormal } from '../../../src/linalg/seeded.ts';
import type { Certificates } from '../../certify/parts/certificates.ts';
import { plainDot } from '../../metric/parts/plainMetric.ts';
import { definiteWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a spot check: xᵀMx > 0 for twenty random x',
  subject: definiteWhere((M) => {
    const random = seededRandom(0, 'directions');
    const directions = Array.from({ length: 20 }, () => M.diag().map(() => standardNormal(random)));
    return directions.every((x) => x.reduce((sum, xi, i) => sum + xi * plainDot(M.getRow(i), x), 0) > 0);
  }),
} satisfies Wrong<Certificates>;
