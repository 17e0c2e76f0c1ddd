import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: D log α for (D − 1) log α',
  subject: altered((metric, _pair, alpha) => ({ logDet: metric.logDet + Math.log(alpha) })),
} satisfies SeededFault<Metrics>;
