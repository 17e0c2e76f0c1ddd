import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import { emptyStatistics, mergeStatistics } from '../statistics.ts';
import type { StepTrace } from '../types/check.ts';
import { frontierOf } from '../verdict/summary.ts';
import { traceStatistics } from './traceStatistics.ts';

const loss = quadratic.build({ spectrum: [1, 2, 3], rotation: null, centre: [0, 0, 0] });
const stepTraces: fc.Arbitrary<StepTrace> = fc.record({
  index: fc.nat(5),
  angle: fc.option(fc.double({ min: 0, max: Math.PI, noNaN: true })),
  scale: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
  conditionNumber: fc.option(fc.double({ min: 1, max: 1e9, noNaN: true })),
  fell: fc.option(fc.boolean()),
  relativeStepSize: fc.option(fc.double({ min: 1e-9, max: 100, noNaN: true })),
  gradientDescentFell: fc.option(fc.boolean()),
  blocks: fc.array(fc.record({ name: fc.constantFrom('a', 'b'), effective: fc.option(fc.boolean()) }), {
    maxLength: 2,
  }),
});

const statistics = fc
  .record({ steps: fc.array(stepTraces, { maxLength: 6 }), atRest: fc.nat(3), window: fc.option(fc.nat(9)) })
  .map((trace) => traceStatistics([{ trace, loss }]));

describe('mergeStatistics(a, b)', () => {
  it('is commutative and associative with the empty statistics as its neutral element', () => {
    fc.assert(
      fc.property(statistics, statistics, statistics, (a, b, c) => {
        expect(mergeStatistics(a, b)).toEqual(mergeStatistics(b, a));
        expect(mergeStatistics(mergeStatistics(a, b), c)).toEqual(mergeStatistics(a, mergeStatistics(b, c)));
        expect(mergeStatistics(a, emptyStatistics)).toEqual(a);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('of cases one by one is the statistics of all of them', () => {
    const traces = fc.array(
      fc.record({
        steps: fc.array(stepTraces, { maxLength: 4 }),
        atRest: fc.nat(3),
        window: fc.option(fc.nat(9)),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(traces, (several) => {
        const cases = several.map((trace) => ({ trace, loss }));
        const singly = cases.map((one) => traceStatistics([one])).reduce(mergeStatistics, emptyStatistics);
        expect(singly).toEqual(traceStatistics(cases));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('counts every angle once', () => {
    fc.assert(
      fc.property(fc.array(stepTraces), (steps) => {
        const { angles, heatMap, degradation } = traceStatistics([
          { trace: { steps, atRest: 0, window: null }, loss },
        ]);
        const defined = steps.filter(({ angle }) => angle !== null).length;
        expect(angles.counts.reduce((sum, count) => sum + count, 0)).toBe(defined);
        expect(heatMap.reduce((sum, { count }) => sum + count, 0)).toBe(defined);
        expect(degradation.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(defined);
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});

describe('frontierOf(statistics)', () => {
  it('ends where steps stop descending, for the rule and for gradient descent', () => {
    const at = (relativeStepSize: number, fell: boolean, gradientDescentFell: boolean): StepTrace => ({
      index: 0,
      angle: 0,
      scale: 1,
      conditionNumber: 1,
      fell,
      relativeStepSize,
      gradientDescentFell,
      blocks: [],
    });
    const many = (step: StepTrace) => Array.from({ length: 20 }, () => step);
    const steps = [
      ...many(at(0.02, true, true)),
      ...many(at(0.5, true, true)),
      ...many(at(1.5, false, true)),
      ...many(at(5, false, false)),
    ];
    const frontier = frontierOf(traceStatistics([{ trace: { steps, atRest: 0, window: null }, loss }]));
    // The upper edge of the last bin, eight to a decade, in which nearly all steps fell.
    expect(frontier.rule).toBeCloseTo(10 ** (-2 / 8), 12);
    expect(frontier.gradientDescent).toBeCloseTo(10 ** (2 / 8), 12);
  });
});
