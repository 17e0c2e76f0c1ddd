import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a textbook formula: λ₋ as the trace minus λ₊, which cancels near 90°',
  subject: altered((metric, _pair, alpha) => ({
    eigenvalues: metric.eigenvalues.map((level, k, levels) =>
      k === 0 && levels.length === 3 ? { ...level, value: 2 * alpha - levels[2]!.value } : level,
    ),
  })),
} satisfies Wrong<Metrics>;
