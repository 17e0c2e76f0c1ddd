import { describe, expect, it } from 'vitest';
import { constantMetric } from './constantMetric.ts';

describe('constantMetric', () => {
  it('constantMetric(G, Y) of one step is a metric of that step', () => {
    const found = constantMetric([[1, 0]], [[2, 1]]);
    expect(found).toEqual({ exists: true, entries: [4n, 2n, 2n, 3n], denominator: 2n, exponent: 0 });
  });

  it('constantMetric(G, Y) scales by powers of two: updates of 1/4 and gradients of 2', () => {
    const found = constantMetric([[0.25]], [[2]]);
    expect(found).toEqual({ exists: true, entries: [1n], denominator: 1n, exponent: 3 });
  });

  it('constantMetric(G, Y) names two steps whose products differ', () => {
    const found = constantMetric(
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1, 1],
        [0, 1],
      ],
    );
    expect(found).toEqual({ exists: false, reason: 'asymmetric', pair: [0, 1] });
  });

  it('constantMetric(G, Y) gives the direction of a step uphill, of one that is flat, and of one update with two images', () => {
    expect(constantMetric([[1]], [[-1]])).toEqual({ exists: false, reason: 'not-positive', direction: [1n] });
    expect(constantMetric([[1, 0]], [[0, 1]])).toEqual({
      exists: false,
      reason: 'not-positive',
      direction: [1n],
    });
    const twice = constantMetric(
      [
        [1, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [1, 5],
      ],
    );
    expect(twice).toMatchObject({ exists: false, reason: 'not-a-function' });
  });

  it('constantMetric refuses vectors that do not fit together', () => {
    expect(() => constantMetric([[1]], [])).toThrow('as many vectors');
    expect(() => constantMetric([], [])).toThrow('there must be a pair');
    expect(() => constantMetric([[1], [1, 2]], [[1], [1]])).toThrow('of one length');
    expect(() => constantMetric([[Number.NaN]], [[1]])).toThrow('finite');
  });
});
