import { exactDot } from '../../../src/linalg/exact.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: yᵀg ≥ 0 for yᵀg > 0, though no metric maps g to a vector at right angles',
  subject: {
    ...ourMetrics,
    pair(g, y) {
      if (exactDot(Float64Array.from(y), Float64Array.from(g)).integer !== 0n) return ourMetrics.pair(g, y);
      return { ...ourMetrics.pair(g, g), y: Float64Array.from(y) };
    },
  },
} satisfies SeededFault<Metrics>;
