import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'a slip: the direct update where the inverse one is meant, B for H in the notation of quasi-Newton codes',
  subject: altered((metric) => ({ solve: metric.apply })),
} satisfies Wrong<Metrics>;
