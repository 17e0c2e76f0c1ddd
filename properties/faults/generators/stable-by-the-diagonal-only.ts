import { Matrix } from 'ml-matrix';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a negative diagonal taken for stability: with a large entry beside it ½‖x‖² grows at first',
  subject: {
    ...ourGenerators,
    hurwitzMatrices: (demand) =>
      ourGenerators.hurwitzMatrices(demand).map(({ matrix }) => ({
        matrix,
        lyapunov: Matrix.eye(matrix.rows),
      })),
  },
} satisfies SeededFault<Generators>;
