import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'the eigenvalues of a rotated matrix taken to be its diagonal',
  subject: {
    ...ourGenerators,
    spdMatrices: (demand) =>
      ourGenerators
        .spdMatrices(demand)
        .map(({ matrix, ...made }) => ({ ...made, matrix, spectrum: Float64Array.from(matrix.diag()) })),
  },
} satisfies Wrong<Generators>;
