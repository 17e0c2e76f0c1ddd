import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import { alteredShrink } from '../altered/alteredShrink.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a shrinker that offers the value itself: the search never ends',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) => alteredShrink(ourGenerators.effectivePairs(demand), (pair) => [pair]),
  },
} satisfies SeededFault<Generators>;
