import { expect, it } from 'vitest';
import type { RuleStatistics } from '../types/report.ts';
import { poolStatistics } from './pool.ts';
import { syntheticReport } from './testing/syntheticReport.ts';

const report = syntheticReport(1);
const rule = report.rules[0]!;
const pooled = (parts: readonly Partial<RuleStatistics>[]) =>
  poolStatistics({
    ...report,
    rules: parts.map((part) => ({ ...rule, statistics: { ...rule.statistics, ...part } })),
  });

it('poolStatistics(report) adds up histograms with the same bins, and passes over others', () => {
  const edges = [0, 45, 90, 180];
  const { angles } = pooled([
    { angles: { edges: [], counts: [] } },
    { angles: { edges, counts: [1, 2, 3] } },
    { angles: { edges, counts: [10, 20] } },
    { angles: { edges: [0, 90], counts: [100] } },
  ]);
  expect(angles).toEqual({ edges, counts: [11, 22, 3] });
  expect(pooled([]).angles).toEqual({ edges: [], counts: [] });
});

it('poolStatistics(report) keeps the largest angle that is known', () => {
  expect(pooled([{ largestAngle: 3 }, { largestAngle: null }, { largestAngle: 7 }]).largestAngle).toBe(7);
  expect(pooled([{ largestAngle: null }]).largestAngle).toBeNull();
});

it('poolStatistics(report) merges bins of δ and cells of the heat map', () => {
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
    { logDelta: -1, count: 3, least: 1, greatest: 5 },
    { ...bin, logDelta: -2 },
  ]);
  expect(heatMap).toEqual([
    { ...cell, count: 8 },
    { ...cell, scale: '> 1' },
  ]);
});
