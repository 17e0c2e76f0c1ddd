import fc from 'fast-check';
import { effectivePairs } from '../../src/arbitrary/pair.ts';
import { applyTolerance, conditionTolerance } from '../../src/linalg/rounding.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import { seconds } from './ratio.ts';

/** Angles at which every part of the property says something: neither parallel nor next to 90°. */
export const tellingAngles = { min: Math.PI / 180, max: (89.9 * Math.PI) / 180 } as const;

/**
 * Seconds for one case of the property "the optimal metric is SPD, maps g to y, and has κ = κ*, which its eigenvectors
 * attain", matrix-free. Every pair lies at a telling angle.
 */
export const ownProperty = (dimension: number, runs: number, seed: number): number => {
  const given = effectivePairs({ dimension: { min: dimension, max: dimension }, angle: tellingAngles });
  const property = fc.property(given, ({ g, y }) => {
    const pair = effectivePair(g, y);
    const metric = optimalMetric(pair);
    const { eigenvalues, conditionNumber } = metric;
    const bottom = eigenvalues[0]!;
    const top = eigenvalues[eigenvalues.length - 1]!;
    const image = metric.apply(g);
    let error = 0;
    let size = 0;
    for (let i = 0; i < dimension; i++) {
      error = Math.max(error, Math.abs(image[i]! - y[i]!));
      size = Math.max(size, Math.abs(y[i]!));
    }
    const v = bottom.vector(0);
    const turned = metric.apply(v);
    let quotient = 0;
    for (let i = 0; i < dimension; i++) quotient += v[i]! * turned[i]!;
    const bound = minimumConditionNumber(pair);
    // Eigenvalues beyond the range of doubles are checked by their ratio alone.
    const inRange = bottom.value >= 2 ** -1000 && top.value <= 2 ** 1000;
    return (
      error <= (applyTolerance * 4 * dimension * size) / pair.cosine + 8 * Number.MIN_VALUE &&
      Math.abs(conditionNumber / bound - 1) <= conditionTolerance &&
      (!inRange || Math.abs(quotient - bottom.value) <= applyTolerance * 8 * dimension * top.value)
    );
  });
  return seconds(() => fc.assert(property, { numRuns: runs, seed })) / runs;
};
