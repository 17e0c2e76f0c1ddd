import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the eigenvalues of a rotated matrix taken to be its diagonal',
  subject: {
    ...ourGenerators,
    spdMatrices: (demand) =>
      ourGenerators
        .spdMatrices(demand)
        .map(({ matrix, ...made }) => ({ ...made, matrix, spectrum: Float64Array.from(matrix.diag()) })),
  },
} satisfies SeededFault<Generators>;
