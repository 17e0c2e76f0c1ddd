import { alphaStar } from '../../plain/alphaStar.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: α* from a norm that was rounded to two digits',
  subject: { ...ourMetrics, optimal: (pair) => ourMetrics.family(pair, 1.01 * alphaStar(pair)) },
} satisfies SeededFault<Metrics>;
