import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'Barzilai and Borwein, IMA J. Numer. Anal. 8 (1988): a multiple of I stands for the metric, M g = y in the least-squares sense only',
  subject: altered((_metric, _pair, alpha) => ({ apply: (v) => Float64Array.from(v, (x) => alpha * x) })),
} satisfies SeededFault<Metrics>;
