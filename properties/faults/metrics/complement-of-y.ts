import type { Metrics } from '../../metric/parts/metrics.ts';
import { denseMetrics } from '../parts/denseMetrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: the projector of the second term along y, as in the DFP update, in place of g',
  subject: denseMetrics(
    ({ y, c, ratio }, i, j) => (y[i]! * y[j]! + ratio * ((i === j ? 1 : 0) - y[i]! * y[j]!)) / c,
  ),
} satisfies Wrong<Metrics>;
