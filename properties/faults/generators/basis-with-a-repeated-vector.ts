import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a loop over coordinates that forgets which one was the pivot',
  subject: {
    ...ourGenerators,
    complementBases: (demand) =>
      ourGenerators.complementBases(demand).map(({ g, basis }) => ({
        g,
        basis: basis.map((u, i) => (i === basis.length - 1 ? (basis[0] ?? u) : u)),
      })),
  },
} satisfies SeededFault<Generators>;
