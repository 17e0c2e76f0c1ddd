import { Matrix } from 'ml-matrix';
import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'ẋ = −A x written down as ẋ = A x',
  subject: {
    ...ourGenerators,
    hurwitzMatrices: (demand) =>
      ourGenerators
        .hurwitzMatrices(demand)
        .map(({ matrix, ...made }) => ({ ...made, matrix: Matrix.mul(matrix, -1) })),
  },
} satisfies Wrong<Generators>;
