import { describe, expect, it } from 'vitest';
import { dot as exactDot, fraction, multiply, subtract, toNumber } from '../../properties/exact/fraction.ts';
import { normalised, planeDirection } from './planeDirection.ts';
import { seededRandom } from './seeded.ts';

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('planeDirection', () => {
  it.each([1, 2 ** 300, 2 ** -1000])('planeDirection(g, y, sin ψ) by hand, at magnitude %d', (scale) => {
    // ŷ − cĝ of (1, 0, 0) and (3, 4, 0) is along (0, 1, 0); of (1, 1, 0) and (1, 0, 1) along (1, −1, 2).
    const h = planeDirection(Float64Array.of(scale, 0, 0), Float64Array.of(3, 4, 0), 0.8);
    [0, 1, 0].forEach((value, i) => {
      expect(h[i]).toBeCloseTo(value, 15);
    });
    const g = Float64Array.of(1, 1, 0).map((value) => value * scale);
    const other = planeDirection(g, Float64Array.of(1, 0, 1), Math.sqrt(3) / 2);
    [1, -1, 2].forEach((value, i) => {
      expect(other[i]).toBeCloseTo(value / Math.sqrt(6), 15);
    });
  });

  it('planeDirection is at right angles to g even where y differs from it in the last digit', () => {
    const g = Float64Array.of(0.1, 0.2, 0.3);
    const h = planeDirection(g, Float64Array.of(0.1, 0.2, 0.30000000000000004), 1e-16);
    expect(dot(h, g)).toBeCloseTo(0, 15);
    expect(Math.hypot(...h)).toBeCloseTo(1, 15);
    expect(h[2]).toBeGreaterThan(0);
  });

  it.each([2 ** -44, 2 ** -46, 2 ** -60, 2 ** -300])(
    'planeDirection has full accuracy at sin ψ = %d, from a residual or from integers',
    (tilt) => {
      // y = (1, 1, 1, t) against g = (1, 1, 1, 0): the direction is e₃; against (0, 1, …), the same with g scaled.
      const g = Float64Array.of(1, 1, 1, 0);
      const h = planeDirection(g, Float64Array.of(1, 1, 1, tilt), tilt / Math.sqrt(3));
      expect([...h.map((value) => value + 0)]).toEqual([0, 0, 0, 1]);
      const g2 = Float64Array.of(3, -6, 12, 5 * tilt);
      const h2 = planeDirection(g2, Float64Array.of(1, -2, 4, tilt), tilt / 4);
      // y − (yᵀg/gᵀg) g = −(2t/3)(−5t(1, −2, 4)/21, 1) and so on: along −e₃ up to t.
      expect(h2[3]).toBeCloseTo(-1, 12);
      expect(Math.abs(dot(h2, g2))).toBeLessThan(1e-14);
    },
  );

  it.each([2 ** -40, 2 ** -44, 2 ** -47, 2 ** -50, 2 ** -53])(
    'planeDirection of vectors in general position at a tilt of %d agrees with exact fractions',
    (tilt) => {
      const random = seededRandom(11, 'plane');
      for (let run = 0; run < 20; run++) {
        const g = Float64Array.from({ length: 5 }, () => random() - 0.5);
        const y = g.map((value) => (value + tilt * (random() - 0.5)) * 1.7);
        const [gg, yg] = [exactDot(g, g), exactDot(y, g)];
        const direction = Array.from(y, (value, i) =>
          toNumber(subtract(multiply(gg, fraction(value)), multiply(yg, fraction(g[i]!)))),
        );
        const norm = Math.hypot(...direction);
        const h = planeDirection(g, y, norm / (toNumber(gg) * Math.hypot(...y)));
        h.forEach((value, i) => {
          expect(value).toBeCloseTo(direction[i]! / norm, 14);
        });
      }
    },
  );

  it('planeDirection spans more than the range of exponents', () => {
    const h = planeDirection(Float64Array.of(1, 0, 0), Float64Array.of(1, 2 ** -50, 2 ** -1074), 2 ** -50);
    expect([...h.map((value) => value + 0)]).toEqual([0, 1, 2 ** -1024]);
  });

  it('planeDirection takes more coordinates than a call takes arguments', () => {
    const g = new Float64Array(200_000).fill(1);
    const y = g.map((value, i) => value + (i === 7 ? 2 ** -50 : 0));
    const h = planeDirection(g, y, 2 ** -50 / Math.sqrt(200_000));
    expect(h[7]).toBeCloseTo(1, 4);
  });

  it('planeDirection of parallel vectors is some unit vector at right angles to them', () => {
    const g = Float64Array.of(0, 3, -4);
    const h = planeDirection(g, g, 0);
    expect(dot(h, g)).toBeCloseTo(0, 14);
    expect(Math.hypot(...h)).toBeCloseTo(1, 15);
  });
});

it.each([1, 2 ** 1020, 2 ** -1070])('normalised((3, −4)) at magnitude %d is (0.6, −0.8)', (scale) => {
  const unit = normalised(Float64Array.of(3 * scale, -4 * scale));
  expect(unit[0]).toBeCloseTo(0.6, 15);
  expect(unit[1]).toBeCloseTo(-0.8, 15);
});
