import { plainFamily } from '../../plain/plainMetric.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'measured: of dense metrics in plain doubles about half are not positive definite 10⁻⁹ from 90°',
  subject: {
    ...ourMetrics,
    optimal: (pair) => ({ ...ourMetrics.optimal(pair), toDense: () => plainFamily(pair, 1) }),
  },
} satisfies SeededFault<Metrics>;
