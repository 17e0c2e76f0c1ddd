import { type Metrics, ourMetrics } from '../../metric/parts/metrics.ts';
import { plainDot, plainMatrix } from '../../metric/parts/plainMetric.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<Metrics>;
