import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the symmetric rank-one update of (‖y‖/‖g‖) I, Nocedal and Wright (2006), (6.24): a reflection, which maps g to y and is indefinite',
  subject: denseMetrics(({ g, y, c, s }, i, j) => {
    const [ri, rj] = [y[i]! - g[i]!, y[j]! - g[j]!];
    // 1 − c without cancellation.
    const weight = (s * s) / (1 + c);
    return (i === j ? 1 : 0) - (weight > 0 ? (ri * rj) / weight : 0);
  }),
} satisfies SeededFault<Metrics>;
