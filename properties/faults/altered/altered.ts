import type { EffectivePair } from '../../../src/metric/effectivePair.ts';
import type { Metric } from '../../../src/metric/metric.ts';
import { alphaStar } from '../../plain/alphaStar.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';

/** Our constructions, but M(α) and M(α*) with something changed. */
export const altered = (
  change: (metric: Metric, pair: EffectivePair, alpha: number) => Partial<Metric>,
): Metrics => {
  const changed = (metric: Metric, pair: EffectivePair, alpha: number): Metric => ({
    ...metric,
    ...change(metric, pair, alpha),
  });
  return {
    ...ourMetrics,
    optimal: (pair) => changed(ourMetrics.optimal(pair), pair, alphaStar(pair)),
    family: (pair, alpha) => changed(ourMetrics.family(pair, alpha), pair, alpha),
  };
};
