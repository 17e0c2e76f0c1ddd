import type { Metrics } from '../../metric/parts/metrics.ts';
import { denseMetrics } from '../parts/denseMetrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'a slip that small angles hide: ‖y‖/‖g‖ times c I + s (ĝĥᵀ + ĥĝᵀ), symmetric with M g = y, definite only where c > s',
  subject: denseMetrics(({ g, h, c, s }, i, j) => (i === j ? c : 0) + s * (g[i]! * h[j]! + h[i]! * g[j]!)),
} satisfies Wrong<Metrics>;
