import { expect, it } from 'vitest';
import { dimensionStrata } from '../arbitrary/coverage/strata.ts';
import { emptyStatistics } from '../statistics.ts';
import { dimensionCoverage, stratumOf } from './coverage.ts';

it('stratumOf(entry) is the stratum that dimensionCoverage was asked for, also without a field for it', () => {
  const labels = dimensionStrata.map(({ label }) => label);
  const coverage = dimensionCoverage(emptyStatistics, labels);
  expect(coverage.map(stratumOf)).toEqual(labels);
  expect(coverage.map(({ stratum: _, ...older }) => stratumOf(older))).toEqual(labels);
});
