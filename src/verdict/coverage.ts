import { errorRate, shareBounds } from '../arbitrary/coverage/shareBounds.ts';
import { dimensionStrata } from '../arbitrary/coverage/strata.ts';
import type { CoverageReport, RuleStatistics } from '../types/report.ts';

/** What stands before a stratum in a label; older reports have no field for the stratum itself. */
const prefix = 'dimension ';

/** The stratum that an entry is about. */
export const stratumOf = ({ label, stratum }: CoverageReport): string =>
  stratum ?? (label.startsWith(prefix) ? label.slice(prefix.length) : label);

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
    const hits = heatMap.reduce((sum, cell) => (cell.dimension === label ? sum + cell.count : sum), 0);
    const required = weight / weights / 4;
    return {
      label: `${prefix}${label}`,
      stratum: label,
      required,
      observed: steps === 0 ? 0 : hits / steps,
      certain: steps > 0 && shareBounds(hits, steps, errorRate)[0] >= required,
    };
  });
};
