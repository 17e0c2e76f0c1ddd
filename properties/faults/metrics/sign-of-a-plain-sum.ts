import { plainDot } from '../../plain/plainMetric.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'what one writes first: yᵀg > 0 by a loop, whose rounding decides near 90°',
  subject: {
    ...ourMetrics,
    pair(g, y) {
      if (!(plainDot(g, y) > 0)) throw new RangeError('not effective');
      return ourMetrics.pair(g, y);
    },
  },
} satisfies SeededFault<Metrics>;
