import { Matrix } from 'ml-matrix';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'ẋ = −A x written down as ẋ = A x',
  subject: {
    ...ourGenerators,
    hurwitzMatrices: (demand) =>
      ourGenerators
        .hurwitzMatrices(demand)
        .map(({ matrix, ...made }) => ({ ...made, matrix: Matrix.mul(matrix, -1) })),
  },
} satisfies SeededFault<Generators>;
