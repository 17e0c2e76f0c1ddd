import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'what one writes first: s = √(1 − c²), without a digit near 0°',
  subject: {
    ...ourMetrics,
    pair(g, y) {
      const pair = ourMetrics.pair(g, y);
      return { ...pair, sine: Math.sqrt(1 - pair.cosine ** 2) };
    },
  },
} satisfies Wrong<Metrics>;
