import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a buffer kept between draws, as in rejection from a pool: the same seed gives another case',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) => {
      let drawn = 0;
      return ourGenerators
        .effectivePairs(demand)
        .map(({ g, y }) => ({ g, y: ++drawn % 8 === 0 ? g.slice() : y }));
    },
  },
} satisfies SeededFault<Generators>;
