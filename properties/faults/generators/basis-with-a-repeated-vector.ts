import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<Generators>;
