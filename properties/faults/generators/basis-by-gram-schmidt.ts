import { plainDot } from '../../plain/plainMetric.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'an orthonormal basis in doubles, at right angles to g up to rounding only',
  subject: {
    ...ourGenerators,
    complementBases: (demand) =>
      ourGenerators.complementBases(demand).map(({ g, basis }) => {
        const norm = Math.sqrt(plainDot(g, g));
        return {
          g: g.map((x) => x / norm),
          basis: basis.map((u) => u.map((x) => x / Math.sqrt(plainDot(u, u)))),
        };
      }),
  },
} satisfies SeededFault<Generators>;
