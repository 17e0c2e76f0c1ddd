import { Matrix } from 'ml-matrix';
import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a habit: a millionth added to the diagonal, to help a Cholesky factorisation along',
  subject: altered((metric, _pair, alpha) => ({
    apply: (v) => metric.apply(v).map((x, i) => x + 1e-6 * alpha * v[i]!),
    toDense: () => metric.toDense().add(Matrix.eye(metric.dimension).mul(1e-6 * alpha)),
  })),
} satisfies Wrong<Metrics>;
