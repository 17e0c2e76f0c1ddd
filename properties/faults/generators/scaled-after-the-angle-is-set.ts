import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a scale applied last: coordinates of a small vector underflow, and the angle is lost',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      ourGenerators.effectivePairs(demand).map(({ g, y }) => ({
        g: g.map((x) => x * 1e-200),
        y: y.map((x) => x * 1e-200),
      })),
  },
} satisfies SeededFault<Generators>;
