import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'B and H confused: the metric that maps y to g, which quasi-Newton codes store as the inverse',
  subject: { ...ourMetrics, optimal: ({ g, y }) => ourMetrics.optimal(ourMetrics.pair(y, g)) },
} satisfies SeededFault<Metrics>;
