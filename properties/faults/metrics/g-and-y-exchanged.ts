import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'B and H confused: the metric that maps y to g, which quasi-Newton codes store as the inverse',
  subject: { ...ourMetrics, optimal: ({ g, y }) => ourMetrics.optimal(ourMetrics.pair(y, g)) },
} satisfies Wrong<Metrics>;
