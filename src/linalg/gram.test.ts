import { describe, expect, it } from 'vitest';
import { exactAngle, relativeErrorOfRoot } from '../../properties/exact/exactAngle.ts';
import { dot } from '../../properties/exact/fraction.ts';
import { gramGeometry, type PairGeometry } from './gram.ts';
import { innerProducts } from './norms.ts';
import { timesPowerOfTwo } from './scaled.ts';
import { seededRandom } from './seeded.ts';

const u = 2 ** -53;

const geometry = (g: Float64Array, y: Float64Array): PairGeometry => gramGeometry(g, y, innerProducts(y, g));

/** Magnitudes of the two vectors: ordinary, far apart, and beyond the range of squares. */
const magnitudes = [
  [0, 0],
  [45, -30],
  [-35, 90],
  [-500, 400],
] as const;

/** cos ψ, sin ψ and the sign of both against exact fractions. */
const judge = (g: Float64Array, y: Float64Array): void => {
  const exact = exactAngle(g, y);
  for (const [p, q] of magnitudes) {
    const found = geometry(
      g.map((value) => value * 2 ** p),
      y.map((value) => value * 2 ** q),
    );
    expect(relativeErrorOfRoot(found.cosine, exact.cosineSquared)).toBeLessThan(8 * u);
    expect(relativeErrorOfRoot(found.sine, exact.sineSquared)).toBeLessThan(8 * u);
    expect(found.angle).toBe(Math.atan2(found.sine, found.cosine));
    expect(found.sign).toBe(Math.sign(found.cosine));
    const [gNorm, yNorm] = [
      timesPowerOfTwo(found.gNorm.significand, found.gNorm.exponent - p),
      timesPowerOfTwo(found.yNorm.significand, found.yNorm.exponent - q),
    ];
    expect(relativeErrorOfRoot(gNorm, dot(g, g))).toBeLessThan(8 * u);
    expect(relativeErrorOfRoot(yNorm, dot(y, y))).toBeLessThan(8 * u);
  }
};

describe('gramGeometry', () => {
  it.each([1, 5, 10, 17, 18, 19, 20, 21, 30, 43, 44, 45, 46, 52, 60, 90, 96, 98, 100, 120, 300])(
    'gramGeometry has full accuracy at sin ψ of about 2^−%d',
    (k) => {
      const random = seededRandom(k, 'nearly parallel');
      for (const size of [2, 3, 9, 40]) {
        for (const factor of [3, -1.1, 1 + 2 ** -40]) {
          // y = t g in all coordinates of 8 bits, and beside it a coordinate where g is small or 0.
          const g = Float64Array.from({ length: size }, (_, i) =>
            i === size - 1 ? 2 ** -k * Math.floor(3 * random()) : Math.floor(255 * random()) - 127.5,
          );
          const t = Math.fround(factor);
          const y = g.map((value, i) => (i === size - 1 ? 128 * 2 ** -k * (random() - 0.5) : value * t));
          judge(g, y);
        }
      }
    },
  );

  it.each([0.01, 1e-5, 1e-10, 2 ** -45, 2 ** -50])(
    'gramGeometry has full accuracy where rounded coordinates are off by %d of themselves',
    (tilt) => {
      const random = seededRandom(12, `tilt ${tilt}`);
      for (const size of [2, 17, 64]) {
        const g = Float64Array.from({ length: size }, () => random() - 0.5);
        judge(
          g,
          g.map((value) => -0.3 * value * (1 + tilt * (random() - 0.5))),
        );
      }
    },
  );

  it.each([0, 4, 10, 16, 18, 19, 20, 21, 22, 25, 40, 50, 80, 300])(
    'gramGeometry has full accuracy at cos ψ of about 2^−%d',
    (k) => {
      const random = seededRandom(k, 'nearly orthogonal');
      for (const size of [2, 5, 17, 64, 300]) {
        const g = Float64Array.from({ length: size }, () => random() - 0.5);
        const y = Float64Array.from({ length: size }, () => random() - 0.5);
        // The last coordinate takes away what the others add up to, but for 2⁻ᵏ.
        const rest = g.slice(0, -1).reduce((sum, value, i) => sum + value * y[i]!, 0);
        y[size - 1] = (2 ** -k - rest) / g[size - 1]!;
        if (innerProducts(y, g).yg !== 0) judge(g, y);
      }
    },
  );

  it.each([
    [[3], [2], { sign: 1, cosine: 1, sine: 0, angle: 0 }],
    [[3], [-2], { sign: -1, cosine: -1, sine: 0, angle: Math.PI }],
    [[1e-200], [-1e-200], { sign: -1, cosine: -1, sine: 0, angle: Math.PI }],
    [[1, 2, -3], [2, 4, -6], { sign: 1, cosine: 1, sine: 0, angle: 0 }],
    [[1, 2, -3], [-0.1, -0.2, 0.30000000000000004], { sign: -1, cosine: -1 }],
    [[0.1, 0.7], [0.3, 2.1], { sign: 1, cosine: 1 }],
    [[1e200, 2e200], [5e-300, 1e-299], { sign: 1, cosine: 1 }],
    [[1, 2], [2, -1], { sign: 0, cosine: 0, sine: 1, angle: Math.PI / 2 }],
    [[1, 0], [0, 1e-310], { sign: 0, cosine: 0, sine: 1, angle: Math.PI / 2 }],
    [[1, 1], [1, 0], { sign: 1, cosine: Math.SQRT1_2, sine: Math.SQRT1_2, angle: Math.PI / 4 }],
    [[3, 4], [-4, 3.0000000000000004], { sign: 1 }],
  ])('gramGeometry(%j, %j) is %j', (g, y, expected) => {
    const found = geometry(Float64Array.from(g), Float64Array.from(y));
    expect(found.sign).toBe(expected.sign);
    for (const [name, value] of Object.entries(expected)) {
      expect(Reflect.get(found, name)).toBeCloseTo(value, 15);
    }
  });
});
