import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the remark of the paper that y yᵀ/(yᵀg) alone is only positive semidefinite; arXiv:2409.16422',
  subject: denseMetrics(({ y, c }, i, j) => (y[i]! * y[j]!) / c),
} satisfies SeededFault<Metrics>;
