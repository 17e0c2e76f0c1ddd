import { expect, it } from 'vitest';
import { syntheticReport } from '../properties/report/syntheticReport.ts';
import { emptyStatistics, mergeStatistics } from './statistics.ts';
import type { RuleStatistics } from './types/report.ts';

const { statistics } = syntheticReport(1).rules[0]!;
const pooled = (parts: readonly Partial<RuleStatistics>[]): RuleStatistics =>
  parts.map((part) => ({ ...statistics, ...part })).reduce<RuleStatistics>(mergeStatistics, emptyStatistics);

it('mergeStatistics(a, b) adds up histograms with the same bins, and passes over others', () => {
  const edges = [0, 45, 90, 180];
  const { angles } = pooled([
    { angles: { edges: [], counts: [] } },
    { angles: { edges, counts: [1, 2, 3] } },
    { angles: { edges, counts: [10, 20] } },
    { angles: { edges: [0, 90], counts: [100] } },
  ]);
  expect(angles).toEqual({ edges, counts: [11, 22, 3] });
  expect(pooled([])).toBe(emptyStatistics);
});

it('mergeStatistics(a, b) keeps the largest angle that is known', () => {
  expect(pooled([{ largestAngle: 3 }, { largestAngle: null }, { largestAngle: 7 }]).largestAngle).toBe(7);
  expect(pooled([{ largestAngle: null }]).largestAngle).toBeNull();
});

it('mergeStatistics(a, b) merges bins of δ and cells of the heat map, in order', () => {
  const bin = { logDelta: -1, count: 2, least: 3, greatest: 5 };
  const cell = { angle: '0°', dimension: '2', scale: '≤ 1', count: 4 };
  const { degradation, heatMap } = pooled([
    { degradation: [bin, { ...bin, logDelta: -2 }], heatMap: [cell] },
    {
      degradation: [{ ...bin, count: 1, least: 1, greatest: 4 }],
      heatMap: [cell, { ...cell, scale: '> 1' }],
    },
  ]);
  expect(degradation).toEqual([
    { ...bin, logDelta: -2 },
    { logDelta: -1, count: 3, least: 1, greatest: 5 },
  ]);
  expect(heatMap).toEqual([
    { ...cell, scale: '> 1' },
    { ...cell, count: 8 },
  ]);
});
