import type { Metrics } from '../../metric/parts/metrics.ts';
import { denseMetrics } from '../parts/denseMetrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'the remark of the paper that y yᵀ/(yᵀg) alone is only positive semidefinite; arXiv:2409.16422',
  subject: denseMetrics(({ y, c }, i, j) => (y[i]! * y[j]!) / c),
} satisfies Wrong<Metrics>;
