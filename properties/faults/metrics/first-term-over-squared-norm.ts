import type { Metrics } from '../../metric/parts/metrics.ts';
import { denseMetrics } from '../parts/denseMetrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip in the BFGS update: its first term divided by yᵀy in place of yᵀg',
  subject: denseMetrics(
    ({ g, y, c, size, ratio }, i, j) =>
      (y[i]! * y[j]!) / size + (ratio / c) * ((i === j ? 1 : 0) - g[i]! * g[j]!),
  ),
} satisfies Wrong<Metrics>;
