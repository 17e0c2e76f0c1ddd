import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'BFGS and DFP confused: the DFP update of α* I is a metric, but not the best conditioned one',
  subject: denseMetrics(({ g, y, c, ratio }, i, j) => {
    // (I − y gᵀ/c)(I − g yᵀ/c) = I − (y gᵀ + g yᵀ)/c + y yᵀ/c².
    const cross = (y[i]! * g[j]! + g[i]! * y[j]!) / c;
    const outer = y[i]! * y[j]!;
    return (ratio / c) * ((i === j ? 1 : 0) - cross + outer / c ** 2) + outer / c;
  }),
} satisfies SeededFault<Metrics>;
