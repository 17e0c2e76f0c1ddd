import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'a slip that small angles hide: ‖y‖/‖g‖ times c I + s (ĝĥᵀ + ĥĝᵀ), symmetric with M g = y, definite only where c > s',
  subject: denseMetrics(({ g, h, c, s }, i, j) => (i === j ? c : 0) + s * (g[i]! * h[j]! + h[i]! * g[j]!)),
} satisfies SeededFault<Metrics>;
