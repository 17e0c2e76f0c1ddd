import { describe, expect, it } from 'vitest';
import { effectivePair } from './effectivePair.ts';
import { familyMetric } from './family.ts';
import { optimalMetric } from './optimal.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

const g = [1, 2, 2];
const y = [2, 1, 3];
const pair = () => effectivePair(g, y);
const [yg, gg, yy] = [dot(y, g), dot(g, g), dot(y, y)];
const vectors = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [3, -5, 7],
];

/** y yᵀv/(yᵀg) + α (v − g gᵀv/(gᵀg)), written out. Source: P4. */
const product = (alpha: number, v: readonly number[]): readonly number[] =>
  v.map((value, i) => (y[i]! * dot(y, v)) / yg + alpha * (value - (g[i]! * dot(g, v)) / gg));

/** (V Vᵀ/α + g gᵀ/(yᵀg)) v with V = I − g yᵀ/(yᵀg). Source: P4. */
const inverse = (alpha: number, v: readonly number[]): readonly number[] => {
  const w = v.map((value, i) => value - (y[i]! * dot(g, v)) / yg);
  return w.map((value, i) => (value - (g[i]! * dot(y, w)) / yg) / alpha + (g[i]! * dot(g, v)) / yg);
};

const expectClose = (found: ArrayLike<number>, wanted: readonly number[]): void => {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 12);
  });
};

describe('planeMetric, by the metrics that are made of it', () => {
  it.each([1 / 8, 1, 1.4, 3, 100])(
    'familyMetric(pair, %d).apply and .solve are M(α)v and M(α)⁻¹v',
    (alpha) => {
      const metric = familyMetric(pair(), alpha);
      for (const v of vectors) {
        expectClose(metric.apply(v), product(alpha, v));
        expectClose(metric.solve(v), inverse(alpha, v));
        expectClose(
          metric
            .toDense()
            .to2DArray()
            .map((row) => dot(row, v)),
          product(alpha, v),
        );
      }
    },
  );

  it.each([1 / 8, 1, 1.4, 3, 100])('familyMetric(pair, %d) has det M = α² yᵀg/gᵀg and κ of P4', (alpha) => {
    const { logDet, conditionNumber: kappa, eigenvalues } = familyMetric(pair(), alpha);
    expect(logDet).toBeCloseTo(Math.log((alpha ** 2 * yg) / gg), 13);
    const trace = (alpha + yy / yg) ** 2 / ((alpha * yg) / gg);
    expect((kappa + 1 / kappa + 2) / trace).toBeCloseTo(1, 13);
    expect(eigenvalues.at(-1)!.value / eigenvalues[0]!.value / kappa).toBeCloseTo(1, 13);
  });

  it.each([2 ** -10, 1, 2 ** 10])('familyMetric of one coordinate is y/g at α = %d too', (alpha) => {
    const metric = familyMetric(effectivePair([4], [2]), alpha);
    expect(metric.conditionNumber).toBe(1);
    expect(metric.logDet).toBeCloseTo(Math.log(0.5), 15);
    expect(metric.eigenvalues.map(({ value }) => value)).toEqual([0.5]);
    expect(metric.apply([3])[0]).toBeCloseTo(1.5, 15);
    expect(metric.solve([3])[0]).toBeCloseTo(6, 14);
    expect(metric.toDense().to2DArray()).toEqual([[0.5]]);
  });

  it('optimalMetric takes cos ψ down to 2⁻⁵⁰⁰ and no further', () => {
    expect(optimalMetric(effectivePair([1, 0], [2 ** -500, 1])).conditionNumber).toBe(2 ** 1002);
    expect(() => optimalMetric(effectivePair([1, 0], [2 ** -500 * (1 - 2 ** -53), 1]))).toThrow(RangeError);
  });

  it('optimalMetric.apply and solve move the exponents of their vectors through', () => {
    const metric = optimalMetric(effectivePair([2 ** -300, 0], [2 ** 300, 2 ** 300]));
    const plain = optimalMetric(effectivePair([1, 0], [1, 1]));
    const v = [3, -1];
    for (const exponent of [-600, -20, 0, 20, 500]) {
      const scaled = v.map((value) => value * 2 ** exponent);
      if (exponent < 400) {
        expectClose(
          metric.apply(scaled).map((value) => value * 2 ** -300 * 2 ** (-300 - exponent)),
          [...plain.apply(v)],
        );
      }
      if (exponent > -400) {
        expectClose(
          metric.solve(scaled).map((value) => value * 2 ** 300 * 2 ** (300 - exponent)),
          [...plain.solve(v)],
        );
      }
    }
  });

  it('optimalMetric.apply and solve lose no coordinate beside another within 2¹⁰⁷⁴ of it', () => {
    // M e₁ = α* e₁ = 2 e₁ at right angles to g and y; M g = M e₂ = y = e₂ + e₃.
    const metric = optimalMetric(effectivePair([0, 1, 0], [0, 1, 1]));
    const [large, small] = [2 ** 90, 1.5 * 2 ** -1000];
    expectClose(
      metric.apply([large, small, 0]).map((value, i) => value / (i === 0 ? large : small)),
      [2, 1, 1],
    );
    expectClose(
      metric.solve([large, small, small]).map((value, i) => value / (i === 0 ? large : small)),
      [1 / 2, 1, 0],
    );
  });

  it.each([1, 2 ** 40, 2 ** 90])(
    'optimalMetric(g, y).apply(g) is y where y spans from %d to 2⁻¹⁰⁰⁰',
    (large) => {
      const metric = optimalMetric(effectivePair([1, 0], [large, 2 ** -1000]));
      expectClose(
        metric.apply([1, 0]).map((value, i) => value / (i === 0 ? large : 2 ** -1000)),
        [1, 1],
      );
    },
  );

  it.each([
    ['apply', 3, 'familyMetric.apply: v must be an array of numbers, got v = 3'],
    ['apply', [1, 2], 'familyMetric.apply: v must have 3 coordinates, got 2'],
    ['apply', [Number.NaN, 1, 2], 'familyMetric.apply: v must be finite, got v[0] = NaN'],
    ['solve', undefined, 'familyMetric.solve: v must be an array of numbers, got v = undefined'],
    ['solve', [1, 2, 3, 4], 'familyMetric.solve: v must have 3 coordinates, got 4'],
    ['solve', [1, 2, Number.NEGATIVE_INFINITY], 'familyMetric.solve: v must be finite, got v[2] = -Infinity'],
  ] as const)('familyMetric.%s(%j) names what is wrong with v', (method, v, message) => {
    const metric = familyMetric(pair(), 3);
    expect(() => Reflect.apply(metric[method], metric, [v])).toThrow(message);
  });
});
