import type { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { certifyPositiveDefinite } from '../certify/positiveDefinite.ts';
import { entriesOf } from '../linalg/denseMatrix.ts';
import { symmetricSpectrum } from '../linalg/symmetric.ts';
import { effectivePair } from './effectivePair.ts';
import { minimiserMetric } from './minimiser.ts';
import { optimalMetric } from './optimal.ts';

const pair = () => effectivePair([1, 2, 2], [2, 1, 3]);

describe('minimiserMetric', () => {
  it('minimiserMetric has the tilted spectrum and the same condition number', () => {
    const metric = minimiserMetric(pair(), [-1]);
    const optimal = optimalMetric(pair());
    expect(metric.conditionNumber).toBe(optimal.conditionNumber);
    expect(metric.eigenvalues[1]!.value / metric.eigenvalues[0]!.value).toBeCloseTo(1, 12);
    expect([...metric.solve(metric.apply([1, -2, 5]))].map((x) => Number(x.toFixed(10)))).toEqual([1, -2, 5]);
    expect([...metric.apply([0, 0, 0])]).toEqual([0, 0, 0]);
    const logs = metric.eigenvalues.reduce((sum, { value }) => sum + Math.log(value), 0);
    expect(metric.logDet).toBeCloseTo(logs, 12);
  });

  it('minimiserMetric of two coordinates is the optimal metric', () => {
    const plane = effectivePair([1, 2], [2, 1]);
    const [tilted, optimal] = [minimiserMetric(plane, []), optimalMetric(plane)];
    expect(tilted.toDense().to2DArray()).toEqual(optimal.toDense().to2DArray());
    expect(tilted.eigenvalues.map(({ value }) => value)).toEqual(
      optimal.eigenvalues.map(({ value }) => value),
    );
  });

  it('minimiserMetric at ψ = 0 has one eigenvalue whatever the tilts', () => {
    expect(minimiserMetric(effectivePair([1, 2, 3], [1, 2, 3]), [1]).eigenvalues).toHaveLength(1);
  });

  it('minimiserMetric refuses tilts that do not fit', () => {
    expect(() => minimiserMetric(pair(), [])).toThrow(
      'tilts must have D − 2 coordinates with D ≥ 2, got 0 for D = 3',
    );
    expect(() => minimiserMetric(effectivePair([1], [1]), [])).toThrow(TypeError);
    expect(() => minimiserMetric(pair(), [1.5])).toThrow('tilts must lie in [−1, 1], got tilts[0] = 1.5');
    expect(() => minimiserMetric(pair(), [Number.NaN])).toThrow(RangeError);
  });

  it('minimiserMetric.toDense refuses what it cannot prove', () => {
    const close = effectivePair([1, 1, 1], [1 + 1e-12, -0.7, -0.3]);
    expect(() => minimiserMetric(close, [-1]).toDense()).toThrow(RangeError);
  });
});

// yᵀg = 4, α* = 5/4, s = 3/5, and M(α*) = diag(2, ½) in the plane of g and y.
const flat = () => effectivePair([1, 2, 0, 0], [2, 1, 0, 0]);

/** diag(2, ½, 5/4 (1 + 3t/5), 5/4 (1 + 3t/5)): equal tilts do not depend on the basis. */
const level = (t: number): readonly number[] => [2, 1 / 2, (5 + 3 * t) / 4, (5 + 3 * t) / 4];

describe('minimiserMetric against diag(2, ½, 5/4 (1 + 3t/5), …)', () => {
  it.each([-1, -0.5, 0, 0.25, 1])(
    'minimiserMetric(pair, [t, t]) at t = %d applies, solves and is dense',
    (t) => {
      const metric = minimiserMetric(flat(), [t, t]);
      const dense = metric.toDense().to2DArray();
      for (const v of [
        [1, 0, 0, 0],
        [0, 0, 1, 0],
        [0, 3, 0, -2],
        [1, 2, 3, 4],
      ]) {
        v.forEach((value, i) => {
          expect(metric.apply(v)[i]).toBeCloseTo(level(t)[i]! * value, 14);
          expect(metric.solve(v)[i]).toBeCloseTo(value / level(t)[i]!, 14);
          expect(dense[i]!.reduce((sum, entry, j) => sum + entry * v[j]!, 0)).toBeCloseTo(
            level(t)[i]! * value,
            14,
          );
        });
      }
      dense.forEach((row, i) => {
        row.forEach((entry, j) => {
          expect(entry).toBe(dense[j]![i]);
        });
      });
      expect(metric.logDet).toBeCloseTo(
        level(t).reduce((sum, value) => sum + Math.log(value), 0),
        14,
      );
    },
  );

  it('minimiserMetric.toDense has the eigenvalues α*·{1 − s, 1 + τₖs, 1 + s}, and eigenvalues lists them ascending', () => {
    for (const tilts of [
      [0.5, -0.25],
      [-0.25, 0.5],
      [1, -1],
    ]) {
      const metric = minimiserMetric(flat(), tilts);
      const expected = [1 / 2, ...tilts.map((t) => (5 + 3 * t) / 4), 2].sort((a, b) => a - b);
      const dense = symmetricSpectrum(4, entriesOf(metric.toDense())).values;
      expect(metric.eigenvalues).toHaveLength(4);
      expected.forEach((value, k) => {
        expect(metric.eigenvalues[k]!.value).toBeCloseTo(value, 14);
        expect(dense[k]).toBeCloseTo(value, 13);
      });
      for (const { value, vector } of metric.eigenvalues) {
        const v = vector(0);
        metric.apply(v).forEach((entry, i) => {
          expect(entry).toBeCloseTo(value * v[i]!, 14);
        });
      }
    }
  });

  it('minimiserMetric moves the exponents of its pair and its vectors through', () => {
    const far = effectivePair([2 ** -400, 2 ** -399, 0, 0], [2 ** 301, 2 ** 300, 0, 0]);
    const metric = minimiserMetric(far, [0.25, 0.25]);
    const v = [3, -1, 2, 5];
    const applied = metric.apply(v.map((value) => value * 2 ** -500));
    const solved = metric.solve(v.map((value) => value * 2 ** 500));
    v.forEach((value, i) => {
      expect(applied[i]! * 2 ** -200).toBeCloseTo(level(0.25)[i]! * value, 13);
      expect(solved[i]! * 2 ** 200).toBeCloseTo(value / level(0.25)[i]!, 13);
    });
    expect(metric.eigenvalues.map(({ value }) => value * 2 ** -700)).toEqual([
      expect.closeTo(0.5, 14),
      expect.closeTo(5.75 / 4, 14),
      expect.closeTo(5.75 / 4, 14),
      expect.closeTo(2, 14),
    ]);
  });

  it('minimiserMetric.toDense refuses entries that only the tilts push beyond the range of doubles', () => {
    // M(α*) = [[1, 0.6], [0.6, 1.72], 1.36]·10³⁰⁸ is within range, 1.36 (1 + s)·10³⁰⁸ = 2.06·10³⁰⁸ is not.
    const large = effectivePair([1, 0, 0], [1e308, 0.6e308, 0]);
    expect(optimalMetric(large).toDense().get(1, 1) / 1.72e308).toBeCloseTo(1, 12);
    expect(minimiserMetric(large, [0]).toDense().get(2, 2) / 1.36e308).toBeCloseTo(1, 12);
    expect(() => minimiserMetric(large, [1]).toDense()).toThrow(
      `minimiserMetric.toDense: ψ must be away from 90° for a rounded matrix that is positive definite for certain, got ψ = ${large.angle} rad`,
    );
  });

  it('minimiserMetric.toDense hands out nothing that rounding has made indefinite, next to a dense optimal metric', () => {
    let refused = 0;
    for (let a = 1; a <= 11; a++) {
      // g and h are at right angles, and π/2 − ψ is about 2⁻²⁷.
      const [g, h] = [
        [a, 2, 3, -1],
        [-2, a, 1, 3],
      ];
      const close = effectivePair(
        g,
        g.map((x, i) => 2 ** -27 * x + h[i]!),
      );
      const metric = minimiserMetric(close, [-1, -1]);
      let dense: Matrix;
      try {
        dense = metric.toDense();
      } catch (error) {
        expect(String(error)).toMatch(/^RangeError: (minimiser|optimal)Metric\.toDense: /);
        if (String(error).includes('minimiserMetric')) refused++;
        continue;
      }
      expect(certifyPositiveDefinite(dense).status).toBe('proved');
    }
    expect(refused).toBeGreaterThan(0);
  });

  it.each([
    [undefined, TypeError, 'got undefined for D = 3'],
    [[Number.NaN], RangeError, 'minimiserMetric: tilts must be finite, got tilts[0] = NaN'],
    [['1'], TypeError, 'minimiserMetric: tilts must hold numbers, got tilts[0] = 1'],
    [[-1 - 2 ** -52], RangeError, 'got tilts[0] = -1.0000000000000002'],
  ])('minimiserMetric(pair, %j) says what is wrong', (tilts, kind, message) => {
    const call = (): unknown => Reflect.apply(minimiserMetric, undefined, [pair(), tilts]);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
