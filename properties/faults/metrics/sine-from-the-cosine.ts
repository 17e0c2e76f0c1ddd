import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'what one writes first: s = √(1 − c²), without a digit near 0°',
  subject: {
    ...ourMetrics,
    pair(g, y) {
      const pair = ourMetrics.pair(g, y);
      return { ...pair, sine: Math.sqrt(1 - pair.cosine ** 2) };
    },
  },
} satisfies SeededFault<Metrics>;
