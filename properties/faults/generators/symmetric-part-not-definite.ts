import { Matrix } from 'ml-matrix';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'A + Aᵀ for a random A: symmetric, and definite only by luck',
  subject: {
    ...ourGenerators,
    spdMatrices: (demand) =>
      ourGenerators.spdMatrices(demand).map(({ matrix, spectrum, ...made }) => ({
        ...made,
        spectrum,
        matrix: Matrix.sub(matrix, Matrix.eye(matrix.rows).mul(2 * Math.min(...spectrum))),
      })),
  },
} satisfies SeededFault<Generators>;
