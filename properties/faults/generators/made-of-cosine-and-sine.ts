import { pairGeometry } from '../../../src/metric/pairGeometry.ts';
import { plainDot } from '../../plain/plainMetric.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the textbook construction y = c ĝ + s ĥ, whose rounding tips pairs near 90° over',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      ourGenerators.effectivePairs(demand).map(({ g, y }) => {
        const { cosine, sine } = pairGeometry(g, y);
        const across = plainDot(g, y) / plainDot(g, g);
        const h = y.map((value, i) => value - across * g[i]!);
        const [gNorm, hNorm] = [Math.sqrt(plainDot(g, g)), Math.sqrt(plainDot(h, h))];
        const turned = g.map((x, i) => (cosine * x) / gNorm + (hNorm > 0 ? (sine * h[i]!) / hNorm : 0));
        return { g, y: turned };
      }),
  },
} satisfies SeededFault<Generators>;
