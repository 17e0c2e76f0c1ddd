import { Matrix } from 'ml-matrix';
import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<Generators>;
