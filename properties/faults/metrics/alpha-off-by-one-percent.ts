import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import { alphaStar } from '../parts/alphaStar.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: α* from a norm that was rounded to two digits',
  subject: { ...ourMetrics, optimal: (pair) => ourMetrics.family(pair, 1.01 * alphaStar(pair)) },
} satisfies Wrong<Metrics>;
