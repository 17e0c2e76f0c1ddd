import fc from 'fast-check';
import { applyTolerance, conditionTolerance } from '../../properties/rounding.ts';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Vector } from '../../src/types/vector.ts';
import { measuredSpectrum } from './measuredSpectrum.ts';
import { seconds } from './ratio.ts';

/** Angles at which every part of the property says something: neither parallel nor next to 90°. */
export const tellingAngles = { min: Math.PI / 180, max: (89.9 * Math.PI) / 180 } as const;

/**
 * "The optimal metric is positive definite, maps g to y, and has κ = κ*" for one pair at a telling angle, D ≥ 2, in O(D).
 *
 * Built: `effectivePair` decides yᵀg > 0 exactly, from which M ≻ 0 follows (P1, P5); that is the suite's own proof
 * wherever it has no dense M. What the code makes of M is measured, by three products with it: M g against y in every
 * coordinate; all eigenvalues, each of which has to be positive beyond its error; and κ as the quotient of the greatest
 * and the least of them, against κ* from the angle, which shares nothing with them.
 *
 * Eigenvalues are off by what `measuredSpectrum` says, κ relatively by the same over λmin.
 */
export const holdsOf = (g: Vector, y: Vector): boolean => {
  const pair = effectivePair(g, y);
  const dimension = g.length;
  const metric = optimalMetric(pair);
  const bound = minimumConditionNumber(pair);
  if (!(Math.abs(metric.conditionNumber / bound - 1) <= conditionTolerance)) return false;
  const image = metric.apply(g);
  let [error, size] = [0, 0];
  for (let i = 0; i < dimension; i++) {
    error = Math.max(error, Math.abs(image[i]! - y[i]!));
    size = Math.max(size, Math.abs(y[i]!));
  }
  if (!(error <= (applyTolerance * 4 * dimension * size) / pair.cosine + 8 * Number.MIN_VALUE)) return false;
  const spectrum = measuredSpectrum(g, y, (v) => metric.apply(v));
  // Eigenvalues beyond the range of doubles cannot be measured: a ratio ‖y‖/‖g‖ beyond 2^±900.
  if (!spectrum) return true;
  const { least, greatest, error: off } = spectrum;
  return least > off && Math.abs(greatest / least / bound - 1) <= (2 * off) / (least - off);
};

/** Seconds for one case of the property. Every pair lies at a telling angle. */
export const ownProperty = (dimension: number, runs: number, seed: number): number => {
  const given = effectivePairs({ dimension: { min: dimension, max: dimension }, angle: tellingAngles });
  const property = fc.property(given, ({ g, y }) => holdsOf(g, y));
  return seconds(() => fc.assert(property, { numRuns: runs, seed })) / runs;
};
