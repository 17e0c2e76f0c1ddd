import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import { plainDot } from '../../metric/parts/plainMetric.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'what one writes first: yᵀg > 0 by a loop, whose rounding decides near 90°',
  subject: {
    ...ourMetrics,
    pair(g, y) {
      if (!(plainDot(g, y) > 0)) throw new RangeError('not effective');
      return ourMetrics.pair(g, y);
    },
  },
} satisfies Wrong<Metrics>;
