import { normalised } from '../../../src/linalg/planeDirection.ts';
import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip that a picture suggests: the longest axis halfway between g and y',
  subject: altered((metric, pair) => ({
    eigenvalues: metric.eigenvalues.map((level, k, levels) =>
      k > 0 && k === levels.length - 1
        ? { ...level, vector: () => normalised(normalised(pair.y).map((x, i) => x + normalised(pair.g)[i]!)) }
        : level,
    ),
  })),
} satisfies Wrong<Metrics>;
