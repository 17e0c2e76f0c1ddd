import type { Report, RuleStatistics } from '../types/report.ts';

/** What several rules' statistics come to together, for the plots that add up. */
export type PooledStatistics = Pick<RuleStatistics, 'angles' | 'largestAngle' | 'degradation' | 'heatMap'>;

/** Adds up the statistics of all rules. Histograms have fixed bins, so that counts add. */
export const poolStatistics = (report: Report): PooledStatistics => {
  const all = report.rules.map((rule) => rule.statistics);
  const edges = all.find(({ angles }) => angles.edges.length > 0)?.angles.edges ?? [];
  const alike = all.filter(({ angles }) => String(angles.edges) === String(edges));
  return {
    angles: {
      edges,
      counts: edges
        .slice(1)
        .map((_, i) => alike.reduce((sum, { angles }) => sum + (angles.counts[i] ?? 0), 0)),
    },
    largestAngle: greatest(all.map(({ largestAngle }) => largestAngle)),
    degradation: merge(
      all.flatMap(({ degradation }) => degradation),
      ({ logDelta }) => String(logDelta),
      (a, b) => ({
        logDelta: a.logDelta,
        count: a.count + b.count,
        least: Math.min(a.least, b.least),
        greatest: Math.max(a.greatest, b.greatest),
      }),
    ),
    heatMap: merge(
      all.flatMap(({ heatMap }) => heatMap),
      ({ angle, dimension, scale }) => JSON.stringify([angle, dimension, scale]),
      (a, b) => ({ ...a, count: a.count + b.count }),
    ),
  };
};

const greatest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const merge = <T>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
  add: (a: T, b: T) => T,
): readonly T[] => {
  const merged = new Map<string, T>();
  for (const entry of entries) {
    const before = merged.get(keyOf(entry));
    merged.set(keyOf(entry), before === undefined ? entry : add(before, entry));
  }
  return [...merged.values()];
};
