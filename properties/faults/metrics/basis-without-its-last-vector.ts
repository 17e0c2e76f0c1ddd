import { plainDot, plainMatrix } from '../../plain/plainMetric.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a loop that ends one too early: Σ uᵢuᵢᵀ over D − 2 vectors is only semidefinite',
  subject: {
    ...ourMetrics,
    canonical(pair, basis) {
      const { g, y } = pair;
      const matrix = plainMatrix({ y, g, ofY: 1 / plainDot(y, g), alpha: 0, ofG: 0 });
      for (const u of basis.slice(0, -1)) matrix.add(plainMatrix({ y: u, g: u, ofY: 1, alpha: 0, ofG: 0 }));
      return { ...ourMetrics.canonical(pair, basis), toDense: () => matrix };
    },
  },
} satisfies SeededFault<Metrics>;
