import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: α counted D − 1 times, as in the complement of g, and the plane on top',
  subject: altered((metric) => ({
    eigenvalues: metric.eigenvalues.map((level, k) =>
      k === 1 && level.multiplicity > 1 ? { ...level, multiplicity: level.multiplicity + 1 } : level,
    ),
  })),
} satisfies SeededFault<Metrics>;
