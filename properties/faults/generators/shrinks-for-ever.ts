import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { alteredShrink } from '../parts/alteredShrink.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a shrinker that offers the value itself: the search never ends',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) => alteredShrink(ourGenerators.effectivePairs(demand), (pair) => [pair]),
  },
} satisfies Wrong<Generators>;
