import { describe, expect, it } from 'vitest';
import { canonicalMetric } from './canonical.ts';
import { effectivePair } from './effectivePair.ts';
import { familyMetric } from './family.ts';
import { optimalMetric } from './optimal.ts';

const pair = () => effectivePair([1, 2, 2], [2, 1, 3]);

describe('familyMetric', () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('familyMetric refuses alpha = %d', (alpha) => {
    expect(() => familyMetric(pair(), alpha)).toThrow(`alpha must be > 0 and finite, got alpha = ${alpha}`);
  });

  it('familyMetric refuses an alpha that is out of all proportion', () => {
    for (const alpha of [1e-200, 1e200]) {
      expect(() => familyMetric(pair(), alpha)).toThrow('familyMetric: alpha must lie within a factor of');
    }
  });

  it('familyMetric takes an alpha from 2⁻⁵⁰⁰ α* to 2⁵⁰⁰ α*', () => {
    const unit = effectivePair([1, 0], [1, 0]);
    for (const exponent of [-500, 500]) {
      expect(familyMetric(unit, 2 ** exponent).conditionNumber).toBe(2 ** 500);
      expect(() => familyMetric(unit, 2 ** exponent * (1 + exponent * 2 ** -60))).toThrow(RangeError);
    }
  });

  it('familyMetric(pair, α*) is the optimal metric', () => {
    const alpha = 14 / 10;
    const [family, optimal] = [familyMetric(pair(), alpha), optimalMetric(pair())];
    expect(family.conditionNumber / optimal.conditionNumber).toBeCloseTo(1, 14);
    expect(family.logDet).toBeCloseTo(optimal.logDet, 14);
  });

  it('familyMetric has its eigenvectors in the plane of a parallel pair, too', () => {
    const metric = familyMetric(effectivePair([1, 1], [2, 2]), 5);
    expect(metric.eigenvalues.map(({ value }) => value)).toEqual([2, 5]);
    const [bottom, top] = metric.eigenvalues.map(({ vector }) => vector(0));
    expect(Math.abs(bottom![0]! - bottom![1]!)).toBeLessThan(1e-15);
    expect(Math.abs(top![0]! + top![1]!)).toBeLessThan(1e-15);
  });
});

describe('canonicalMetric', () => {
  it('canonicalMetric without a basis is M(1)', () => {
    expect(canonicalMetric(pair()).conditionNumber).toBe(familyMetric(pair(), 1).conditionNumber);
  });

  it('canonicalMetric with a basis applies, solves and decomposes its matrix', () => {
    const metric = canonicalMetric(pair(), [
      [2, -1, 0],
      [0, 1, -1],
    ]);
    expect([...metric.apply(pair().g)].map((value) => Number(value.toFixed(12)))).toEqual([2, 1, 3]);
    expect([...metric.solve(pair().y)].map((value) => Number(value.toFixed(12)))).toEqual([1, 2, 2]);
    expect(metric.dimension).toBe(3);
    const { value, vector } = metric.eigenvalues[0]!;
    const v = vector(0);
    metric.apply(v).forEach((entry, i) => {
      expect(entry).toBeCloseTo(value * v[i]!, 12);
    });
    const determinant = metric.eigenvalues.reduce((product, level) => product * level.value, 1);
    expect(metric.logDet).toBeCloseTo(Math.log(determinant), 12);
    expect(metric.conditionNumber).toBeGreaterThan(optimalMetric(pair()).conditionNumber);
    expect(() => metric.apply([1])).toThrow('canonicalMetric.apply: v must have 3 coordinates, got 1');
  });

  it.each([
    ['too few vectors', [[2, -1, 0]], TypeError, 'basis must hold 2 vectors, got 1'],
    [
      'short vectors',
      [
        [2, -1],
        [0, 1],
      ],
      TypeError,
      'basis[0] must have 3 coordinates, got 2',
    ],
    [
      'a vector along g',
      [
        [2, -1, 0],
        [1, 2, 2],
      ],
      RangeError,
      'basis[1] must be at right angles to g',
    ],
    [
      'dependent vectors',
      [
        [2, -1, 0],
        [4, -2, 0],
      ],
      RangeError,
      'the basis must be independent',
    ],
    [
      'NaN',
      [
        [2, -1, Number.NaN],
        [0, 1, -1],
      ],
      RangeError,
      'basis[0] must be finite',
    ],
    [
      'overflow',
      [
        [2e200, -1e200, 0],
        [0, 1, -1],
      ],
      RangeError,
      'within the range of doubles, got Infinity',
    ],
  ])('canonicalMetric refuses %s', (_, basis, kind, message) => {
    expect(() => canonicalMetric(pair(), basis)).toThrow(kind);
    expect(() => canonicalMetric(pair(), basis)).toThrow(message);
  });
});
