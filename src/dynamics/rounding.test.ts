import { expect, it } from 'vitest';
import { isGamma } from '../../properties/exact/gamma.ts';
import { mapsToTolerance } from '../certify/rounding.ts';
import { seededRandom } from '../linalg/seeded.ts';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);

it('matrixFreeTolerance is γ of its roundings', () => {
  expect(isGamma(rounding.matrixFreeTolerance(100), 100 + 32)).toBe(true);
});

it('conditionNumberBound(κ) is κ of diag(1, 1/κ) with both ends moved by 64γ₃₃', () => {
  const moved = 64 * mapsToTolerance;
  closeTo(rounding.conditionNumberBound(1e6), (1 + moved) / (1e-6 - moved));
  // At κ = 1 both ends show: (1 + e)/(1 − e) = 1 + 2e + ….
  expect((rounding.conditionNumberBound(1) - 1) / (2 * moved)).toBeCloseTo(1, 3);
  closeTo(rounding.conditionNumberBound(1e12), (1 + moved) / (1e-12 - moved));
  expect(rounding.conditionNumberBound(2 / moved)).toBe(Number.POSITIVE_INFINITY);
});

const terms = {
  theta: Float64Array.of(-17, 19),
  y: Float64Array.of(2, -3),
  gradientRoundoff: Float64Array.of(64 * u, 128 * u),
  delta: Float64Array.of(-1, 4),
  largestY: Float64Array.of(5, 7),
  largestDelta: Float64Array.of(11, 13),
  step: 2,
};

it('updateProductBound adds the errors of gradients, D + 8(n + 1) roundings and those of θ′ − θ', () => {
  // Σ r|Δ| = (64 + 512)u; k = 26; Σ(ŷ|Δ| + |y|Δ̂) = 5 + 22 + 28 + 39; 16 Σ|yθ| = 16 (2·17 + 3·19).
  const whole = 26 * 94 + 16 * 91;
  closeTo(
    rounding.updateProductBound({ ...terms, precision: 'float64', arithmetic: 'float64', stored: undefined }),
    (576 + whole) * u,
  );
  closeTo(
    rounding.updateProductBound({ ...terms, precision: 'float32', arithmetic: 'float32', stored: undefined }),
    (576 + whole * 2 ** 29) * u,
  );
});

it('updateProductBound allows for θ′ − θ only where Δ has no digits below what rounds there', () => {
  const direct = {
    ...terms,
    delta: Float64Array.of(-1, 4 + 4 * 2 ** -52),
    theta: Float64Array.of(-17, 2 ** 54),
  };
  const difference = { ...direct, delta: Float64Array.of(-1, 4) };
  const [one, other] = [direct, difference].map((given) =>
    rounding.updateProductBound({ ...given, precision: 'float64', arithmetic: 'float64', stored: undefined }),
  );
  expect(other! - one!).toBeGreaterThan(15 * u * 3 * 2 ** 54);
  // In single precision the numbers at 2⁵⁴ are 2³¹ apart.
  const between = { ...difference, delta: Float64Array.of(-1, 2 ** 20) };
  expect(
    rounding.updateProductBound({
      ...between,
      precision: 'float32',
      arithmetic: 'float32',
      stored: undefined,
    }),
  ).toBeLessThan(100);
});

it('updateProductBound of nothing is one unit of 2⁻¹⁰⁷⁴ a coordinate', () => {
  const zeros = new Float64Array(2);
  const nothing = {
    theta: zeros,
    y: zeros,
    gradientRoundoff: zeros,
    delta: zeros,
    largestY: zeros,
    largestDelta: zeros,
  };
  expect(
    rounding.updateProductBound({
      ...nothing,
      step: 0,
      precision: 'float64',
      arithmetic: 'float64',
      stored: undefined,
    }),
  ).toBe(2 * 2 ** -1074);
});

it.each([
  [1, 0.01, false],
  [1, 1.1 - 1, true],
  [0.3, 0.3 + 1e-9 - 0.3, true],
  [0.3, 1e-9, false],
  [1e300, 1e-300, false],
  [0, 1e-300, true],
  [5e-324, 5e-324, true],
  [3, 0, true],
])('mayBeDifference of θ = %s and Δ = %s is %s', (theta, delta, expected) => {
  expect(rounding.mayBeDifference(Float64Array.of(theta), Float64Array.of(delta), 'float64')).toBe(expected);
});

it('mayBeDifference lets θᵢ + Δᵢ miss a number of single precision by one rounding in double, and no more', () => {
  const of = (theta: number, delta: number): boolean =>
    rounding.mayBeDifference(Float64Array.of(theta), Float64Array.of(delta), 'float32');
  // The numbers at 1 are 2u apart.
  expect(of(1, 2 * u)).toBe(true);
  expect(of(1, 4 * u)).toBe(false);
  expect(of(2 ** -10, 2 * u)).toBe(false);
});

it('mayBeDifference is true of every θ′ − θ with θ′ from ½ θ to 2 θ, in either precision', () => {
  const random = seededRandom(7);
  const missed: number[][] = [];
  for (let i = 0; i < 20_000; i++) {
    const theta = (random() - 0.5) * 2 ** Math.floor(200 * (random() - 0.5));
    const next = theta * (0.5 + 1.5 * random());
    const single = Math.fround(theta);
    const may = [
      rounding.mayBeDifference(Float64Array.of(theta), Float64Array.of(next - theta), 'float64'),
      rounding.mayBeDifference(
        Float64Array.of(single),
        Float64Array.of(Math.fround(Math.fround(next) - single)),
        'float32',
      ),
      // Of a θ that has more digits than single precision.
      rounding.mayBeDifference(Float64Array.of(theta), Float64Array.of(Math.fround(next) - theta), 'float32'),
    ];
    if (may.includes(false)) missed.push([theta, next]);
  }
  expect(missed).toEqual([]);
});

it('displacementRoundoff is sixteen roundings of θᵢ, and of 0 the least positive number', () => {
  expect(rounding.displacementRoundoff(-3, 'float64')).toBe(48 * u);
  expect(rounding.displacementRoundoff(0, 'float64')).toBe(2 ** -1074);
  expect(rounding.displacementRoundoff(0, 'float32')).toBe(2 ** -149);
});

it('iterateRoundoff(θ′, Δ) is 8u(|θ′| + |Δ|)', () => {
  expect(
    rounding.iterateRoundoff(
      { theta: Float64Array.of(2), next: Float64Array.of(-3), delta: Float64Array.of(-5) },
      { precision: 'float64', arithmetic: 'float64', roundings: 1 },
    ),
  ).toEqual(Float64Array.of(64 * u));
});
