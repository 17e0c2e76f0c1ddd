import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a bound misread: τ in [−2, 2], so that a block leaves [α*(1 − s), α*(1 + s)]',
  subject: {
    ...ourMetrics,
    minimiser(pair, tilts) {
      const [once, none] = [ourMetrics.minimiser(pair, tilts).toDense(), ourMetrics.optimal(pair).toDense()];
      return { ...ourMetrics.minimiser(pair, tilts), toDense: () => once.mul(2).sub(none) };
    },
  },
} satisfies SeededFault<Metrics>;
