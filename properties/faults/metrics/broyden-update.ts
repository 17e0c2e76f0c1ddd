import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'Broyden, Math. Comp. 19 (1965): the least change that maps g to y, which is not symmetric',
  subject: denseMetrics(({ g, y }, i, j) => (i === j ? 1 : 0) + (y[i]! - g[i]!) * g[j]!),
} satisfies SeededFault<Metrics>;
