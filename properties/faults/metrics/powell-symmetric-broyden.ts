import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'Powell, in Nonlinear Programming (1970): the symmetric least change, which need not be definite',
  subject: denseMetrics(({ g, y, c }, i, j) => {
    const [ri, rj] = [y[i]! - g[i]!, y[j]! - g[j]!];
    return (i === j ? 1 : 0) + (ri * g[j]! + g[i]! * rj) - (c - 1) * (g[i]! * g[j]!);
  }),
} satisfies SeededFault<Metrics>;
