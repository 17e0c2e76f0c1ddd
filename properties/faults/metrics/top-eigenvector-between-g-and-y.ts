import { normalised } from '../../../src/linalg/planeDirection.ts';
import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip that a picture suggests: the longest axis halfway between g and y',
  subject: altered((metric, pair) => ({
    eigenvalues: metric.eigenvalues.map((level, k, levels) =>
      k > 0 && k === levels.length - 1
        ? { ...level, vector: () => normalised(normalised(pair.y).map((x, i) => x + normalised(pair.g)[i]!)) }
        : level,
    ),
  })),
} satisfies SeededFault<Metrics>;
