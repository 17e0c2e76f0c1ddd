import { Matrix } from 'ml-matrix';
import type { Metrics } from '../../subjects/metrics.ts';
import { altered } from '../altered/altered.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a habit of machine learning: matrices kept in single precision',
  subject: altered((metric) => ({
    toDense() {
      const matrix = metric.toDense();
      return new Matrix(matrix.to2DArray().map((row) => row.map(Math.fround)));
    },
  })),
} satisfies SeededFault<Metrics>;
