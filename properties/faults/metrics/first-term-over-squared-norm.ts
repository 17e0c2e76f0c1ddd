import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip in the BFGS update: its first term divided by yᵀy in place of yᵀg',
  subject: denseMetrics(
    ({ g, y, c, size, ratio }, i, j) =>
      (y[i]! * y[j]!) / size + (ratio / c) * ((i === j ? 1 : 0) - g[i]! * g[j]!),
  ),
} satisfies SeededFault<Metrics>;
