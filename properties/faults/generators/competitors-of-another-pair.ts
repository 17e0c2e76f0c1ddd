import { Matrix } from 'ml-matrix';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'any SPD matrix taken for a competitor, whether or not it maps g to y',
  subject: {
    ...ourGenerators,
    competitors: (demand) =>
      ourGenerators.competitors(demand).map(({ matrix, ...made }) => ({
        ...made,
        matrix: Matrix.add(matrix, Matrix.eye(matrix.rows)),
      })),
  },
} satisfies SeededFault<Generators>;
