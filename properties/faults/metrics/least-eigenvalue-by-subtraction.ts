import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a textbook formula: λ₋ as the trace minus λ₊, which cancels near 90°',
  subject: altered((metric, _pair, alpha) => ({
    eigenvalues: metric.eigenvalues.map((level, k, levels) =>
      k === 0 && levels.length === 3 ? { ...level, value: 2 * alpha - levels[2]!.value } : level,
    ),
  })),
} satisfies SeededFault<Metrics>;
