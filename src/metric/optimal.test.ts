import { describe, expect, it } from 'vitest';
import { certifyMapsTo } from '../certify/mapsTo.ts';
import { certifyPositiveDefinite } from '../certify/positiveDefinite.ts';
import { minimumConditionNumber } from './conditionNumber.ts';
import { effectivePair } from './effectivePair.ts';
import { optimalMetric } from './optimal.ts';

describe('optimalMetric', () => {
  it('optimalMetric of one coordinate is y/g', () => {
    const metric = optimalMetric(effectivePair([4], [2]));
    expect(metric.toDense().to2DArray()).toEqual([[0.5]]);
    expect(metric.conditionNumber).toBe(1);
    expect(metric.logDet).toBeCloseTo(Math.log(0.5), 15);
    expect(metric.eigenvalues.map(({ value, multiplicity }) => [value, multiplicity])).toEqual([[0.5, 1]]);
    expect([...metric.eigenvalues[0]!.vector(0)]).toEqual([1]);
    expect([...metric.apply([3])]).toEqual([1.5]);
    expect([...metric.solve([3])]).toEqual([6]);
  });

  it('optimalMetric at ψ = 0 is a multiple of I, with one eigenvalue and an orthonormal basis', () => {
    const metric = optimalMetric(effectivePair([1, 2, 2], [2, 4, 4]));
    expect(metric.eigenvalues.map(({ value, multiplicity }) => [value, multiplicity])).toEqual([[2, 3]]);
    expect(metric.conditionNumber).toBe(1);
    const vectors = [0, 1, 2].map((k) => metric.eigenvalues[0]!.vector(k));
    const products = vectors.map((a) => vectors.map((b) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)));
    products.flat().forEach((value, k) => {
      expect(value).toBeCloseTo(k % 4 === 0 ? 1 : 0, 15);
    });
  });

  it('optimalMetric works where the norms are out of range, and refuses only the dense form', () => {
    const pair = effectivePair([1e-310, 0], [1e200, 1e200]);
    const metric = optimalMetric(pair);
    expect(metric.conditionNumber).toBeCloseTo(minimumConditionNumber(pair), 12);
    expect(metric.eigenvalues.at(-1)?.value).toBe(Number.POSITIVE_INFINITY);
    expect([...metric.apply(pair.g)].map((value) => value / 1e200)).toEqual([
      expect.closeTo(1, 14),
      expect.closeTo(1, 14),
    ]);
    expect([...metric.solve(pair.y)].map((value) => value / 1e-310)[0]).toBeCloseTo(1, 10);
    expect(() => metric.toDense()).toThrow(/entries must be within the range of doubles, got M\[0\]\[0\]/);
  });

  it('optimalMetric.apply takes vectors of any size', () => {
    const metric = optimalMetric(effectivePair([1, 2], [2, 1]));
    const [expected] = metric.apply([1, 1]);
    expect(metric.apply([1e300, 1e300])[0]! / 1e300).toBeCloseTo(expected!, 14);
    expect(metric.apply([1e-300, 1e-300])[0]! / 1e-300).toBeCloseTo(expected!, 14);
    expect([...metric.apply([0, 0])]).toEqual([0, 0]);
  });

  it('optimalMetric.apply writes into the vector that it is given, v itself too', () => {
    const metric = optimalMetric(effectivePair([1, 2], [2, 1]));
    const v = Float64Array.of(1, 2);
    expect(metric.apply(v, v)).toBe(v);
    expect(v[0]).toBeCloseTo(2, 14);
    expect(() => metric.apply(v, new Float64Array(3))).toThrow('into must have 2 coordinates, got 3');
  });

  it('optimalMetric.apply and solve refuse vectors that do not fit', () => {
    const metric = optimalMetric(effectivePair([1, 2], [2, 1]));
    expect(() => metric.apply([1])).toThrow('optimalMetric.apply: v must have 2 coordinates, got 1');
    expect(() => metric.solve([1, Number.NaN])).toThrow(
      'optimalMetric.solve: v must be finite, got v[1] = NaN',
    );
    expect(() => metric.apply([1, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });

  it('optimalMetric.toDense is proved by exact elimination where Cholesky does not reach', () => {
    const pair = effectivePair([1, 1, 0.5], [1e-7 + 1, -1, 0.25]);
    const matrix = optimalMetric(pair).toDense();
    expect(certifyPositiveDefinite(matrix).status).toBe('proved');
    expect(certifyMapsTo(matrix, pair.g, pair.y).status).toBe('proved');
  });

  it('optimalMetric.toDense is proved by perturbation in large dimensions, and refused with its angle beyond', () => {
    const dimension = 60;
    const g = Float64Array.from({ length: dimension }, (_, i) => Math.sin(i + 1));
    const h = Float64Array.from({ length: dimension }, (_, i) => Math.cos(3 * i));
    const across = h.reduce((sum, x, i) => sum + x * g[i]!, 0) / g.reduce((sum, x) => sum + x * x, 0);
    const at = (delta: number) =>
      effectivePair(
        g,
        g.map((x, i) => delta * x + h[i]! - across * x),
      );
    expect(optimalMetric(at(3e-7)).toDense().rows).toBe(dimension);
    const beyond = at(1e-11);
    expect(() => optimalMetric(beyond).toDense()).toThrow(RangeError);
    expect(() => optimalMetric(beyond).toDense()).toThrow(`got ψ = ${beyond.angle} rad`);
    expect(() => optimalMetric(beyond).toDense()).toThrow('π/2 − ψ must be at least');
  });

  it('optimalMetric refuses an angle whose condition number overflows, and names it', () => {
    const pair = effectivePair([1, 0], [1e-160, 1]);
    expect(minimumConditionNumber(pair)).toBe(Number.POSITIVE_INFINITY);
    expect(() => optimalMetric(pair)).toThrow(/cos ψ must be at least .*, got ψ = 1\.57/);
  });
});

it('optimalMetric(pair).toDense() refuses entries that underflow, by name', () => {
  const tiny = effectivePair([1e100, 2e100], [2e-220, 1.3e-220]);
  expect(() => optimalMetric(tiny).toDense()).toThrow(
    /optimalMetric\.toDense: entries must be normal numbers, got about 2\^-\d+/,
  );
  const single = effectivePair([-2.95e82], [-2.18e-238]);
  expect(() => optimalMetric(single).toDense()).toThrow(/underflows/);
  expect(optimalMetric(tiny).conditionNumber).toBeGreaterThan(1);
});
