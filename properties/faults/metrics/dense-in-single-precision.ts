import { Matrix } from 'ml-matrix';
import type { Metrics } from '../../metric/parts/metrics.ts';
import { altered } from '../parts/altered.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a habit of machine learning: matrices kept in single precision',
  subject: altered((metric) => ({
    toDense() {
      const matrix = metric.toDense();
      return new Matrix(matrix.to2DArray().map((row) => row.map(Math.fround)));
    },
  })),
} satisfies Wrong<Metrics>;
