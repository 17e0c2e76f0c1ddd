import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: the projector of the second term along y, as in the DFP update, in place of g',
  subject: denseMetrics(
    ({ y, c, ratio }, i, j) => (y[i]! * y[j]! + ratio * ((i === j ? 1 : 0) - y[i]! * y[j]!)) / c,
  ),
} satisfies SeededFault<Metrics>;
