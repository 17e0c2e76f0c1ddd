import type { Metrics } from '../../subjects/metrics.ts';
import { denseMetrics } from '../altered/denseMetrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'a slip: diag(yᵢ/gᵢ) maps g to y one coordinate at a time, with negative entries where the signs differ',
  subject: denseMetrics(({ g, y }, i, j) => (i === j ? (g[i] === 0 ? 1 : y[i]! / g[i]!) : 0)),
} satisfies SeededFault<Metrics>;
