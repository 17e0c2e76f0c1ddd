import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<Generators>;
