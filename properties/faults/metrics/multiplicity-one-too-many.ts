import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: α counted D − 1 times, as in the complement of g, and the plane on top',
  subject: altered((metric) => ({
    eigenvalues: metric.eigenvalues.map((level, k) =>
      k === 1 && level.multiplicity > 1 ? { ...level, multiplicity: level.multiplicity + 1 } : level,
    ),
  })),
} satisfies Wrong<Metrics>;
