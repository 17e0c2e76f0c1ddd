import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<Generators>;
