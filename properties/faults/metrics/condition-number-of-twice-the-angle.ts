import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: sin 2ψ for sin ψ',
  subject: {
    ...ourMetrics,
    bound: ({ sine, cosine }) =>
      ourMetrics.bound({ sine: 2 * sine * cosine, cosine: Math.abs(1 - 2 * sine ** 2) }),
  },
} satisfies SeededFault<Metrics>;
