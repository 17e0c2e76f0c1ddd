import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import { plainFamily } from '../../metric/parts/plainMetric.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'measured: of dense metrics in plain doubles about half are not positive definite 10⁻⁹ from 90°',
  subject: {
    ...ourMetrics,
    optimal: (pair) => ({ ...ourMetrics.optimal(pair), toDense: () => plainFamily(pair, 1) }),
  },
} satisfies Wrong<Metrics>;
