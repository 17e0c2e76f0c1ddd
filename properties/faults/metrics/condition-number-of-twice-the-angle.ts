import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: sin 2ψ for sin ψ',
  subject: {
    ...ourMetrics,
    bound: ({ sine, cosine }) =>
      ourMetrics.bound({ sine: 2 * sine * cosine, cosine: Math.abs(1 - 2 * sine ** 2) }),
  },
} satisfies Wrong<Metrics>;
