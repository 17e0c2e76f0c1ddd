import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'unit vectors for simplicity: nothing ever over- or underflows',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      ourGenerators.effectivePairs(demand).map(({ g, y }) => {
        const [a, b] = [g, y].map(
          (x) => 2 ** Math.floor(Math.log2(x.reduce((m, v) => Math.max(m, Math.abs(v)), 0))),
        );
        return { g: g.map((x) => x / a!), y: y.map((x) => x / b!) };
      }),
  },
} satisfies SeededFault<Generators>;
