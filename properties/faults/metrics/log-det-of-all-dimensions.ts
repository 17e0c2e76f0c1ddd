import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: D log α for (D − 1) log α',
  subject: altered((metric, _pair, alpha) => ({ logDet: metric.logDet + Math.log(alpha) })),
} satisfies Wrong<Metrics>;
