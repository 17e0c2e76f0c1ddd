import type { Metrics } from '../../subjects/metrics.ts';
import { ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the formula of the paper taken literally: (1 + s)/(1 − s) has no digit left near 90°; arXiv:2409.16422',
  subject: { ...ourMetrics, bound: ({ sine }) => (1 + sine) / (1 - sine) },
} satisfies SeededFault<Metrics>;
