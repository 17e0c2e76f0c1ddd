import type { Metrics } from '../../metric/parts/metrics.ts';
import { denseMetrics } from '../parts/denseMetrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'Broyden, Math. Comp. 19 (1965): the least change that maps g to y, which is not symmetric',
  subject: denseMetrics(({ g, y }, i, j) => (i === j ? 1 : 0) + (y[i]! - g[i]!) * g[j]!),
} satisfies Wrong<Metrics>;
