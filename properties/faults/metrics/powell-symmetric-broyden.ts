import type { Metrics } from '../../metric/parts/metrics.ts';
import { denseMetrics } from '../parts/denseMetrics.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'Powell, in Nonlinear Programming (1970): the symmetric least change, which need not be definite',
  subject: denseMetrics(({ g, y, c }, i, j) => {
    const [ri, rj] = [y[i]! - g[i]!, y[j]! - g[j]!];
    return (i === j ? 1 : 0) + (ri * g[j]! + g[i]! * rj) - (c - 1) * (g[i]! * g[j]!);
  }),
} satisfies Wrong<Metrics>;
