import { Matrix } from 'ml-matrix';
import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a habit: a millionth added to the diagonal, to help a Cholesky factorisation along',
  subject: altered((metric, _pair, alpha) => ({
    apply: (v) => metric.apply(v).map((x, i) => x + 1e-6 * alpha * v[i]!),
    toDense: () => metric.toDense().add(Matrix.eye(metric.dimension).mul(1e-6 * alpha)),
  })),
} satisfies SeededFault<Metrics>;
