import { errorRate, shareBounds } from '../arbitrary/shareBounds.ts';
import { dimensionStrata } from '../arbitrary/strata.ts';
import type { CoverageReport, RuleStatistics } from '../types/report.ts';

/**
 * Whether the steps that moved reached every dimension stratum that they could: each has to make up a quarter of the share
 * that it was designed to have, or the run has not looked where it should.
 *
 * @param reachable labels of the strata that some loss of the rule spans
 */
export const dimensionCoverage = (
  { heatMap }: RuleStatistics,
  reachable: readonly string[],
): readonly CoverageReport[] => {
  const strata = dimensionStrata.filter(({ label }) => reachable.includes(label));
  const weights = strata.reduce((sum, { weight }) => sum + weight, 0);
  const steps = heatMap.reduce((sum, { count }) => sum + count, 0);
  return strata.map(({ label, weight }) => {
    const hits = heatMap.reduce((sum, { dimension, count }) => (dimension === label ? sum + count : sum), 0);
    const required = weight / weights / 4;
    return {
      label: `dimension ${label}`,
      required,
      observed: steps === 0 ? 0 : hits / steps,
      certain: steps > 0 && shareBounds(hits, steps, errorRate)[0] >= required,
    };
  });
};
