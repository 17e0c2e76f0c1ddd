import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'a slip: the direct update where the inverse one is meant, B for H in the notation of quasi-Newton codes',
  subject: altered((metric) => ({ solve: metric.apply })),
} satisfies SeededFault<Metrics>;
