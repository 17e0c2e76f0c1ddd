import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  type Fraction,
  fraction,
  multiply,
  one,
  subtract,
} from '../../properties/metric/parts/fraction.ts';
import * as rounding from './rounding.ts';
import { seededRandom } from './seeded.ts';

const u = 2 ** -53;

/** The two ways to round, to nearest as IEEE 754 has it. */
const precisions = [
  { precision: 'float64', round: (x: number) => x, least: 2 ** -1074, leastNormal: 2 ** -1022 },
  { precision: 'float32', round: Math.fround, least: 2 ** -149, leastNormal: 2 ** -126 },
] as const;

const wholes = (numerator: number, denominator = 1): Fraction =>
  divide({ n: BigInt(numerator), d: 1n }, { n: BigInt(denominator), d: 1n });

/** γₖ = k/(2⁵³ − k). */
const exactGamma = (k: number): Fraction => wholes(k, 2 ** 53 - k);

/** At least the exact bound, and at most that of two more roundings. */
const boundsRoundings = (bound: number, k: number): void => {
  expect(compare(fraction(bound), exactGamma(k))).toBeGreaterThanOrEqual(0);
  expect(compare(fraction(bound), exactGamma(k + 2))).toBeLessThanOrEqual(0);
};

const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);

describe('one rounding', () => {
  it('unitRoundoff is the greatest relative distance from a double', () => {
    expect(1 + u).toBe(1);
    expect(1 + u * (1 + Number.EPSILON)).toBeGreaterThan(1);
    expect(rounding.unitRoundoff).toBe(u);
  });

  it.each(precisions)('unitRoundoffOf($precision) is half the distance from 1 to the next', (given) => {
    const unit = rounding.unitRoundoffOf(given.precision);
    expect(given.round(1 + unit)).toBe(1);
    expect(given.round(1 + unit * (1 + 2 ** -20))).toBe(1 + 2 * unit);
  });

  it.each([1, 7, 99, 2 ** 20, 2 ** 40, 2 ** 52])('gamma(%d) bounds k u/(1 − k u) from above', (k) => {
    boundsRoundings(rounding.gamma(k), k);
  });

  it('gamma(k) is Infinity once k u ≥ 1', () => {
    expect(rounding.gamma(2 ** 53)).toBe(Number.POSITIVE_INFINITY);
    expect(rounding.gamma(2 ** 60)).toBe(Number.POSITIVE_INFINITY);
  });

  it('roundedDown(x) is below x by two units of roundoff and by one of 2⁻¹⁰⁷⁴', () => {
    expect(rounding.roundedDown(0)).toBe(-(2 ** -1074));
    expect(rounding.roundedDown(1)).toBe(1 - 2 * u);
    expect(rounding.roundedDown(-1)).toBe(-1 - 2 * u);
  });

  it('roundedUp(bound) makes up for 2³⁰ operations', () => {
    // (1 − u)^(2³⁰) ≥ 1 − 2³⁰u.
    expect(rounding.roundedUp(5) * (1 - 2 ** 30 * u)).toBeGreaterThan(5);
    expect(rounding.roundedUp(5)).toBe(5 + 5 * 2 ** -20);
  });

  it('acceptedDotError(dot) is one unit in the last place of a power of two', () => {
    expect(rounding.acceptedDotError(-4)).toBe(4 * Number.EPSILON);
  });

  it('subnormalSlack(value) is two units of 2⁻¹⁰⁷⁴ relative to the value', () => {
    expect(rounding.subnormalSlack(0)).toBe(0);
    expect(rounding.subnormalSlack(2 ** -1074)).toBe(2);
    expect(rounding.subnormalSlack(-(2 ** -1072))).toBe(0.5);
  });

  it.each(precisions)('unitInTheLastPlace(x, $precision) is the distance to the next number', (given) => {
    for (const x of [1, -1, 1.5, 3, 1023.75, 2 ** -30, -(2 ** 90), given.leastNormal, given.least * 5, 0]) {
      const unit = rounding.unitInTheLastPlace(x, given.precision);
      const next = given.round(Math.abs(x) + unit);
      expect(next - Math.abs(x)).toBe(unit);
      const between = Math.abs(x) + unit / 4;
      expect([Math.abs(x), next]).toContain(given.round(between));
      expect(given.round(between)).toBe(Math.abs(x));
    }
  });
});

describe('bounds on sums', () => {
  const scaled = (bound: number): Fraction => multiply(fraction(bound), wholes(2 ** 53));

  it.each([1, 1000, 9e7])(
    'compensatedDotBound(%d, 1) is at least (3·2⁻²³ + 19·2⁻²² + 171nu) u, and 3 % more at most',
    (n) => {
      const derived = add(wholes(3 + 2 * 19, 2 ** 23), wholes(19 * 9 * n, 2 ** 53));
      const bound = scaled(rounding.compensatedDotBound(n, 1));
      expect(compare(bound, multiply(derived, wholes(2 ** 20 + 1, 2 ** 20)))).toBeGreaterThanOrEqual(0);
      expect(compare(bound, multiply(derived, wholes(103, 100)))).toBeLessThanOrEqual(0);
    },
  );

  it('compensatedDotBound(n, N) grows with N, and ends where n²u² ≤ u does', () => {
    expect(rounding.compensatedDotBound(10, 2 ** 70)).toBe(2 ** 70 * rounding.compensatedDotBound(10, 1));
    expect(9e7 ** 2 * u).toBeLessThan(1);
    expect(rounding.compensatedDotBound(9e7 + 1, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([1, 4, 10_000])('gridDotBound(%d, N) covers 16u of the tails, and 7 %% more at most', (n) => {
    const derived = 16 * 4.2 * Math.sqrt(n) * 2 ** -26 * u * 3;
    expect(rounding.gridDotBound(n, 3)).toBeGreaterThanOrEqual(derived * (1 + 2 ** -20));
    expect(rounding.gridDotBound(n, 3)).toBeLessThan(derived * 1.07);
  });

  it('bounds on dot products leave room for underflow at the least norms', () => {
    const least = rounding.safeSquaredNorm.least;
    const underflow = (n: number) => 4 * n * 2 ** -1074;
    expect(2 ** -23 * u * least).toBeGreaterThan(underflow(9e7));
    expect(4.2 * 2 ** -26 * u * least).toBeGreaterThan(underflow(1e12));
  });

  it('safeSquaredNorm keeps products of remainders of single precision below 2⁻²³u², and squares finite', () => {
    const { least, greatest } = rounding.safeSquaredNorm;
    expect(u * 2 ** -149).toBeLessThan(2 ** -23 * u * u * Math.sqrt(least));
    expect(least).toBeLessThan(1);
    expect(greatest ** 2).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(Math.fround(Math.sqrt(greatest))).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it.each([1, 10, 2 ** 40])('dotTwoBound(%d, …) is at least u|s|/(1 − u) + 2γₙ²Σ', (n) => {
    const squared = multiply(exactGamma(n), exactGamma(n));
    // The computed sum of n absolute terms may be low by a factor of 1 + γₙ.
    const terms = multiply(multiply(wholes(2), squared), add(one, exactGamma(n)));
    expect(compare(fraction(rounding.dotTwoBound(n, 0, 1)), terms)).toBeGreaterThanOrEqual(0);
    expect(rounding.dotTwoBound(n, 0, 1)).toBeLessThan(
      2 * rounding.gamma(n + 2) ** 2 * (1 + 2 * n * u) * 1.0001,
    );
    expect(rounding.dotTwoBound(n, 0, 3)).toBeGreaterThan(2 * rounding.dotTwoBound(n, 0, 1));
    expect(rounding.dotTwoBound(n, -8, 0)).toBe(16 * u);
    expect(rounding.dotTwoBound(10, -8, 2 ** 53)).toBeGreaterThan(16 * u);
  });

  it.each([1, 24, 1000, 2 ** 40])('choleskyShift(%d, …) is at least u Σ(j+1)aⱼⱼ/(1 − γ)² + 4u', (size) => {
    const trace = 3 * size;
    const last = exactGamma(size + 1);
    const left = subtract(one, last);
    const factorisation = divide(wholes(trace, 2 ** 53), multiply(left, left));
    // The weighted trace is itself a sum of D rounded terms.
    const derived = add(multiply(factorisation, add(one, last)), wholes(4, 2 ** 53));
    const shift = fraction(rounding.choleskyShift(size, trace));
    expect(compare(shift, derived)).toBeGreaterThanOrEqual(0);
    expect(compare(shift, multiply(derived, add(one, wholes(60, 2 ** 53))))).toBeLessThanOrEqual(0);
  });

  it('choleskyShift leaves room for underflow, and ends where γ reaches a half', () => {
    expect(32 * u ** 2).toBeGreaterThan(4 * 2 ** 50 * 2 ** 50 * 2 ** (537 - 1074));
    expect(rounding.choleskyShift(2 ** 50, 1)).toBeLessThan(1);
    expect(rounding.choleskyShift(2 ** 52, 1)).toBe(Number.POSITIVE_INFINITY);
    // γₖ with k + 1 roundings reaches ½ at (k + 1)u = ⅓, here with k = D + 1 and 2⁵³/3 = 3002399751580330 + ⅔.
    expect(rounding.choleskyShift(3002399751580328, 1)).toBeLessThan(2);
    expect(rounding.choleskyShift(3002399751580329, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(rounding.choleskyShift(2 ** 53, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('differenceRoundoff adds both errors and that of the subtraction', () => {
    expect(rounding.differenceRoundoff(-(2 ** 54), 1, 5)).toBe(8 * (1 + 2 ** -20));
  });

  it('plainDotRoundoff adds γₙ, what the factors carry, and underflow', () => {
    const sum = rounding.plainDotRoundoff({ count: 7, size: 2 ** 53, carried: 5 });
    closeTo(sum, 13 * (1 + 2 ** -20));
    boundsRoundings(rounding.plainDotRoundoff({ count: 7, size: 1, carried: 0 }) / (1 + 2 ** -20), 7);
    expect(rounding.plainDotRoundoff({ count: 3, size: 0, carried: 0 })).toBe(
      3 * rounding.underflow * (1 + 2 ** -20),
    );
  });

  it('underflow is a normal number above half of 2⁻¹⁰⁷⁴', () => {
    expect(rounding.underflow).toBeGreaterThanOrEqual(2 ** -1022);
    expect(rounding.underflow).toBeLessThan(2 ** -1000);
  });
});

describe('where arithmetic is accurate', () => {
  it('headResidualSine is where 3·2⁻²³u/s reaches u/5', () => {
    expect((3 * 2 ** -23) / rounding.headResidualSine).toBeLessThanOrEqual(1 / 5);
    expect((3 * 2 ** -23) / (rounding.headResidualSine / 2)).toBeGreaterThan(1 / 5);
  });

  it('singleResidualSine is where 2u²/s reaches u/128, doubleResidualSine where 8u³/s reaches u/32', () => {
    expect((2 * u) / rounding.singleResidualSine).toBe(1 / 128);
    expect((8 * u * u) / rounding.doubleResidualSine).toBe(1 / 32);
  });

  it('exactProductMinimum leaves 2¹⁰⁶ above the least normal number', () => {
    expect(rounding.exactProductMinimum * 2 ** -106).toBe(2 ** -1022);
  });

  it('denseExponentFloor leaves 53 bits above the least normal number, normalExponent more', () => {
    expect(2 ** rounding.denseExponentFloor * u).toBe(2 ** -1022);
    expect(rounding.normalExponent).toBeGreaterThan(rounding.denseExponentFloor);
    expect(rounding.normalExponent).toBeLessThan(0);
  });

  it('leastMetricCosine keeps 4/c² finite', () => {
    expect(4 / rounding.leastMetricCosine ** 2).toBe(2 ** 1002);
  });

  it('metricRatioRange is symmetric, and keeps squares finite', () => {
    const { least, greatest } = rounding.metricRatioRange;
    expect(least * greatest).toBe(1);
    expect(greatest ** 2).toBe(2 ** 1000);
  });

  it('denseAngleLimit is the least δ with δ²/2·(1 − δ²/12) ≥ 3γ', () => {
    const slack = (delta: number) =>
      (delta ** 2 / 2) * (1 - delta ** 2 / 12) - 3 * rounding.gamma(rounding.denseEntryRoundings);
    expect(slack(rounding.denseAngleLimit)).toBeGreaterThan(0);
    expect(slack(rounding.denseAngleLimit * (1 - 2 ** -19))).toBeLessThan(0);
  });

  it('greatestProvenAngle is a tenth of a degree from 90°, where denseConditionSlack is below 2⁻¹⁰', () => {
    expect(Math.PI / 2 - rounding.greatestProvenAngle).toBeCloseTo(0.00174532925199, 12);
    const sine = Math.sin(rounding.greatestProvenAngle);
    expect(rounding.denseConditionSlack(24, (1 + sine) / (1 - sine))).toBeLessThan(2 ** -10);
  });

  it.each(precisions)('scalableRange($precision) has fifth powers in the normal range', (given) => {
    const { least, greatest } = rounding.scalableRange(given.precision);
    expect(least * greatest).toBe(1);
    expect(given.round(greatest ** 5)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(given.round((64 * greatest) ** 5)).toBe(Number.POSITIVE_INFINITY);
    expect(least ** 5).toBeGreaterThanOrEqual(given.leastNormal);
  });

  it.each([
    { precision: 'float64', power: 5, root: 64 },
    { precision: 'float32', power: 2, root: 27 },
  ] as const)('saturationRange($precision) keeps powers in range and tells roots from limits', (given) => {
    const { beyond, factor, greatest } = rounding.saturationRange(given.precision);
    const round = given.precision === 'float32' ? Math.fround : Number;
    expect(round((2 * greatest) ** given.power)).toBeLessThan(Number.POSITIVE_INFINITY);
    // An average with the weight 2⁻¹⁶ of the newest gradient is that gradient, up to what counts as equal.
    expect(1 / (1 + 2 ** 16 / beyond)).toBeGreaterThan(1 - 2 ** -7);
    const apart = (a: number, b: number): boolean => Math.abs(a - b) > rounding.saturated(Math.min(a, b));
    expect(apart(1, factor ** (1 / given.root))).toBe(true);
    expect(apart(1, factor ** (1 / (2 * given.root)))).toBe(false);
  });

  it('saturationNoise is a thousandth of the largest step', () => {
    expect(rounding.saturationNoise(1024)).toBe(1);
  });

  it.each(precisions)('calibrationAccuracy($precision) is above half of the digits', ({ precision }) => {
    expect(rounding.calibrationAccuracy(precision)).toBeGreaterThan(
      Math.sqrt(precision === 'float32' ? 2 ** -24 : u),
    );
    expect(rounding.calibrationAccuracy(precision)).toBeLessThan(1 / 32);
  });

  it.each([
    { precision: 'float64', least: 2 ** -500, greatest: 2 ** 500 },
    { precision: 'float32', least: 2 ** -60, greatest: 2 ** 50 },
  ] as const)('squaresInRange and eachSquareInRange ($precision) take their bounds in', (given) => {
    const { precision, least, greatest } = given;
    const inRange = (...values: readonly number[]) => ({
      largest: rounding.squaresInRange(Float64Array.from(values), precision),
      each: rounding.eachSquareInRange(Float64Array.from(values), precision),
    });
    expect(inRange(1, -2)).toEqual({ largest: true, each: true });
    expect(inRange(-least)).toEqual({ largest: true, each: true });
    expect(inRange(-greatest)).toEqual({ largest: true, each: true });
    expect(inRange(0, 1)).toEqual({ largest: true, each: true });
    expect(inRange(least / 2)).toEqual({ largest: false, each: false });
    expect(inRange(greatest * 2)).toEqual({ largest: false, each: false });
    expect(inRange(1, -least / 2)).toEqual({ largest: true, each: false });
    expect(inRange(1, -greatest * 2)).toEqual({ largest: false, each: false });
    expect(inRange(0, 0)).toEqual({ largest: false, each: true });
    expect(inRange(Number.NaN, 1)).toEqual({ largest: false, each: false });
  });

  it.each(precisions)('sums of 10⁶ squares in range stay normal in $precision', (given) => {
    const inRange = (x: number) => rounding.squaresInRange(Float64Array.of(x), given.precision);
    let exponent = 0;
    while (inRange(2 ** (exponent + 1))) exponent++;
    expect(given.round(1e6 * 2 ** (2 * exponent))).toBeLessThan(Number.POSITIVE_INFINITY);
    exponent = 0;
    while (inRange(2 ** (exponent - 1))) exponent--;
    expect(2 ** (2 * exponent)).toBeGreaterThanOrEqual(given.leastNormal);
  });

  it.each([
    ['float64', 1, 1, 0.5, true],
    ['float64', 2 ** 400, 2 ** -501, 0, false],
    ['float64', 2 ** -500, -1, 0, true],
    ['float64', 2 ** -501, 1, 0, false],
    ['float64', 2 ** -250, 1, -(2 ** -250), true],
    ['float64', 2 ** -251, 1, 2 ** -250, false],
    ['float64', 1, 2 ** -51, -1, true],
    ['float64', 1, 2 ** -52, -1, false],
    ['float64', 1, -(2 ** -41), 2 ** 10, true],
    ['float64', 2 ** -2, 2 ** -40, 2 ** 10, false],
    ['float64', Number.NaN, 1, 0, false],
    ['float32', 2 ** -60, 1, 0, true],
    ['float32', 2 ** -61, 1, 0, false],
    ['float32', 1, 2 ** -22, 1, true],
    ['float32', 1, 2 ** -23, 1, false],
  ] as const)(
    'displacementInRange in %s of η = %d, ∂L = %d, θ = %d is %s',
    (precision, stepSize, gradient, theta, answer) => {
      expect(rounding.displacementInRange({ stepSize, gradient, theta }, precision)).toBe(answer);
    },
  );

  it.each(precisions)('gridWidth(magnitude, $precision) has exact sums of multiples', (given) => {
    for (const magnitude of [1, 0.3, 7.99, 1000, 2 ** -30]) {
      const width = rounding.gridWidth(magnitude, given.precision);
      const steps = Math.floor((2 * magnitude) / width);
      const sum = (steps + (steps - 1)) * width;
      expect(given.round(sum)).toBe(sum);
      // Coarser by a factor of four at most than the 24 bits of binary32 would have it.
      expect(steps).toBeGreaterThanOrEqual(2 ** (given.precision === 'float32' ? 22 : 23));
      expect(steps).toBeLessThan(2 ** 24);
      expect(Number.isInteger(Math.log2(width))).toBe(true);
    }
    expect(rounding.gridWidth(0, given.precision)).toBe(rounding.gridWidth(1, given.precision));
  });
});

describe('tolerances', () => {
  // What the parts of a computation add up to, in units of roundoff; the tolerance may be twice that.
  it.each([
    ['eigenvalueTolerance', rounding.eigenvalueTolerance, 2 * 7 + 8 + (2 * 8 + 7) + 1],
    ['conditionTolerance', rounding.conditionTolerance, 2 * (2 * 7 + 8 + (2 * 8 + 7) + 1)],
    ['solveTolerance', rounding.solveTolerance, 3 * 32],
    ['applyTolerance', rounding.applyTolerance, 14 + 2 * 7 + 8 + 4 + 2],
    ['elementaryRoundoff', rounding.elementaryRoundoff, 2 * 4],
    ['angleTolerance', rounding.angleTolerance, 12],
    ['assumedRoundings', rounding.assumedRoundings, 1024],
    ['eigenvectorTolerance', rounding.eigenvectorTolerance, 2000],
    ['formulaRoundoff', rounding.formulaRoundoff(1), 8000],
  ])('%s covers its roundings, and at most twice as many', (_name, tolerance, roundings) => {
    expect(tolerance).toBeGreaterThanOrEqual(roundings * u);
    expect(tolerance).toBeLessThanOrEqual(2 * roundings * u);
  });

  it('logTolerance, matrixFreeTolerance and mapsToTolerance are γ of their roundings', () => {
    boundsRoundings(rounding.logTolerance(100), 100 + 64);
    boundsRoundings(rounding.matrixFreeTolerance(100), 100 + 32);
    boundsRoundings(rounding.mapsToTolerance, 9 + 24);
    boundsRoundings(rounding.basisOrthogonality(10), 4 * (10 + 8));
  });

  it.each([1, 4, 9, 100])('spectralResidualBound(%d, λ) covers the roundings of M h', (size) => {
    const root = Math.sqrt(size);
    const derived = (8 * root + size + 2) * root + 8 * root + size;
    expect(rounding.spectralResidualBound(size, 3)).toBeGreaterThan(3 * derived * u);
    boundsRoundings(rounding.spectralResidualBound(size, 1), 2 * size * root + 20 * size + 20);
  });

  // Worked out by hand, in units of u.
  it.each([
    ['denseConditionSlack(8, 1)', rounding.denseConditionSlack(8, 1), (30 + 4 * 256) * 2 + 96],
    ['denseConditionSlack(1, 0)', rounding.denseConditionSlack(1, 0), 30 + 4 * 81 + 96],
    ['competitorSlack(8, 1)', rounding.competitorSlack(8, 1), 16 * 16 * 2],
    ['sectorTolerance(9)', rounding.sectorTolerance(9), 1024 * 4],
    ['plainUpdateSlack(8, 3)', rounding.plainUpdateSlack(8, 3), (30 + 4 * 256) * 4 + 96 + 16 * 16 * 8],
    ['reflectionTolerance at 2⁻⁸', rounding.reflectionTolerance({ sine: 2 ** -8 }), 8192 * 2],
    ['eigenvalueFloor(4)', rounding.eigenvalueFloor(4), 64],
    ['parameterRoundoff', rounding.parameterRoundoff(3, 'float64'), 12],
    ['parameterRoundoff', rounding.parameterRoundoff(3, 'float32'), 12 * 2 ** 29],
    ['inputPerturbation', rounding.inputPerturbation('float64'), 4],
    ['inputPerturbation', rounding.inputPerturbation('float32'), 4 * 2 ** 29],
    ['signRoundoff', rounding.signRoundoff(-3, 'float64'), 48],
    ['signRoundoff', rounding.signRoundoff(-3, 'float32'), 48 * 2 ** 29],
    ['directionRoundoff', rounding.directionRoundoff(3, 'float64'), 48],
    ['directionRoundoff', rounding.directionRoundoff(3, 'float32'), 48 * 2 ** 29],
  ])('%s is what its derivation says', (_call, tolerance, units) => {
    closeTo(tolerance, units * u);
  });

  it('competitorSlack is never more than the whole', () => {
    expect(rounding.competitorSlack(8, 2 ** 53)).toBe(1);
  });

  it('reflectionTolerance falls towards 2⁻⁴⁰ as the sine grows', () => {
    expect(rounding.reflectionTolerance({ sine: 1 })).toBe(2 ** -40 + 2 ** -48);
  });

  it.each([1, 0.5, 0.1, 1e-3, 1e-9])('slopeSlack(%d) covers how far slopes miss their limit', (delta) => {
    const tangent = (d: number) => Math.tan(d / 2) / (d / 2);
    const limits = [tangent, (d: number) => tangent(d) ** 2, (d: number) => Math.sin(d) / d];
    for (const f of limits) {
      const miss = Math.abs(Math.log10(f(delta)) - Math.log10(f(delta / 10)));
      expect(rounding.slopeSlack(delta)).toBeGreaterThan(miss);
    }
    expect(rounding.slopeSlack(delta)).toBeGreaterThan(u);
    expect(rounding.slopeSlack(delta)).toBeLessThan(delta / 2 + 2 ** -39);
  });

  it('conditionNumberBound(κ) is κ of diag(1, 1/κ) with both ends moved by 64γ₃₃', () => {
    const moved = 64 * rounding.mapsToTolerance;
    closeTo(rounding.conditionNumberBound(1e6), (1 + moved) / (1e-6 - moved));
    // At κ = 1 both ends show: (1 + e)/(1 − e) = 1 + 2e + ….
    expect((rounding.conditionNumberBound(1) - 1) / (2 * moved)).toBeCloseTo(1, 3);
    closeTo(rounding.conditionNumberBound(1e12), (1 + moved) / (1e-12 - moved));
    expect(rounding.conditionNumberBound(2 / moved)).toBe(Number.POSITIVE_INFINITY);
  });

  it('cosineRoundoff(bound, norms) is twice their quotient', () => {
    expect(rounding.cosineRoundoff(3, 12)).toBe(0.5);
  });

  it('gradientDisagreement takes a thousandth of the larger, and 2⁻¹⁸ of the largest entry', () => {
    expect(rounding.gradientDisagreement(2, -4, 8)).toBe(2 ** -8 + 2 ** -15);
    expect(rounding.gradientDisagreement(-4, 2, 0)).toBe(2 ** -8);
  });

  it('slopeAccuracy covers terms of the next order, and tells whole numbers apart', () => {
    expect(rounding.slopeAccuracy).toBeGreaterThan(Math.log2(4 / 3) / 6);
    expect(rounding.slopeAccuracy).toBeLessThan(0.5);
  });

  it('limitAccuracy covers a thousand times the leading coefficient at 2⁻¹⁶', () => {
    expect(rounding.limitAccuracy).toBeGreaterThan(1000 * 2 ** -16);
    expect(rounding.limitAccuracy).toBeLessThan(1);
  });

  it('flowAccuracy is a hundred local errors, secantRoundoff 2⁻³⁶ of the size and the drop', () => {
    expect(rounding.flowAccuracy(2, 3)).toBe(600);
    expect(rounding.secantRoundoff(2 ** 37, 3)).toBe(5);
  });

  it('panelQuadratureError covers the error of one panel of log(1 + exp(dσ)), and falls with the sixth power', () => {
    const root = Math.sqrt(3 / 5);
    for (const d of [1 / 2, 2, 8]) {
      const slope = (sigma: number): number => d / (1 + Math.exp(-d * (sigma - 1 / 2)));
      const sum = (5 * slope((1 - root) / 2) + 8 * slope(1 / 2) + 5 * slope((1 + root) / 2)) / 18;
      // log(1 + e^{d/2}) − log(1 + e^{−d/2}) is d/2.
      expect(Math.abs(sum - d / 2)).toBeLessThan(rounding.panelQuadratureError(1, d) + 4 * u * d);
    }
    const least = (4 / 3) ** 6 * Math.cos(4 / 3);
    closeTo(rounding.panelQuadratureError(1, 2), 1 / 3699);
    expect(720 / least / 2016000).toBeLessThan(1 / 3699);
    closeTo(rounding.panelQuadratureError(2, 6), rounding.panelQuadratureError(1, 6) / 64);
  });

  it('lyapunovRoundoff counts the roundings of elimination and of three products', () => {
    const unit = { dimension: 1, matrix: 1, solution: 1, point: 1 };
    closeTo(rounding.lyapunovRoundoff(unit), (2 * 4 + 2 * 6) * u);
    closeTo(rounding.lyapunovRoundoff({ ...unit, dimension: 2 }), (2 * 64 * 13 + 2 * 9) * u);
    closeTo(rounding.lyapunovRoundoff({ dimension: 1, matrix: 3, solution: 5, point: 2 }), 20 * u * 60);
  });

  it('formulaRoundoff grows with the size', () => {
    expect(rounding.formulaRoundoff(2 ** 42)).toBe(4);
  });

  it('stepsBeforeStandstill makes a missed coordinate rarer than e⁻⁴⁰, and a fortieth fewer steps do not', () => {
    for (const dimension of [2, 10, 64, 1000]) {
      const steps = rounding.stepsBeforeStandstill(dimension);
      expect((1 - 1 / dimension) ** steps).toBeLessThan(Math.exp(-40));
    }
    const fewer = (39 / 40) * rounding.stepsBeforeStandstill(1000);
    expect((1 - 1 / 1000) ** fewer).toBeGreaterThan(Math.exp(-40));
  });

  it('constantGradientShare is small beside 1, so that no gradient within it turns uphill', () => {
    expect(rounding.constantGradientShare).toBe(1 / 128);
  });
});

describe('errors of rules', () => {
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
    closeTo(rounding.updateProductBound({ ...terms, precision: 'float64' }), (576 + whole) * u);
    closeTo(rounding.updateProductBound({ ...terms, precision: 'float32' }), (576 + whole * 2 ** 29) * u);
  });

  it('updateProductBound allows for θ′ − θ only where Δ has no digits below what rounds there', () => {
    const direct = {
      ...terms,
      delta: Float64Array.of(-1, 4 + 4 * 2 ** -52),
      theta: Float64Array.of(-17, 2 ** 54),
    };
    const difference = { ...direct, delta: Float64Array.of(-1, 4) };
    const [one, other] = [direct, difference].map((given) =>
      rounding.updateProductBound({ ...given, precision: 'float64' }),
    );
    expect(other! - one!).toBeGreaterThan(15 * u * 3 * 2 ** 54);
    // In single precision the numbers at 2⁵⁴ are 2³¹ apart.
    const between = { ...difference, delta: Float64Array.of(-1, 2 ** 20) };
    expect(rounding.updateProductBound({ ...between, precision: 'float32' })).toBeLessThan(100);
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
    expect(rounding.mayBeDifference(Float64Array.of(theta), Float64Array.of(delta), 'float64')).toBe(
      expected,
    );
  });

  it('displacementRoundoff is sixteen roundings of θᵢ, and of 0 the least positive number', () => {
    expect(rounding.displacementRoundoff(-3, 'float64')).toBe(48 * u);
    expect(rounding.displacementRoundoff(0, 'float64')).toBe(2 ** -1074);
    expect(rounding.displacementRoundoff(0, 'float32')).toBe(2 ** -149);
  });

  it('mayBeDifference lets θᵢ + Δᵢ miss a number of single precision by one rounding in double, and no more', () => {
    const of = (theta: number, delta: number): boolean =>
      rounding.mayBeDifference(Float64Array.of(theta), Float64Array.of(delta), 'float32');
    // The numbers at 1 are 2u apart.
    expect(of(1, 2 * u)).toBe(true);
    expect(of(1, 4 * u)).toBe(false);
    expect(of(2 ** -10, 2 * u)).toBe(false);
  });

  it('displacementInRange ends at the size that is ordinary for θᵢ', () => {
    const within = (theta: number): boolean =>
      rounding.displacementInRange({ stepSize: 1, gradient: 2 ** 30, theta }, 'float64');
    expect([2 ** 20, -(2 ** 20), 2 ** 20 + 1].map(within)).toEqual([true, true, false]);
  });

  it('mayBeDifference is true of every θ′ − θ with θ′ from ½ θ to 2 θ, in either precision', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 20_000; i++) {
      const theta = (random() - 0.5) * 2 ** Math.floor(200 * (random() - 0.5));
      const next = theta * (0.5 + 1.5 * random());
      const made = Float64Array.of(next - theta);
      expect(rounding.mayBeDifference(Float64Array.of(theta), made, 'float64')).toBe(true);
      const single = Float64Array.of(Math.fround(theta));
      const difference = Float64Array.of(Math.fround(Math.fround(next) - single[0]!));
      expect(rounding.mayBeDifference(single, difference, 'float32')).toBe(true);
      // Of a θ that has more digits than single precision.
      const mixed = Float64Array.of(Math.fround(next) - theta);
      expect(rounding.mayBeDifference(Float64Array.of(theta), mixed, 'float32')).toBe(true);
    }
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
    expect(rounding.updateProductBound({ ...nothing, step: 0, precision: 'float64' })).toBe(2 * 2 ** -1074);
  });

  it('comparedUpdateBound counts the roundings and underflows of both computations', () => {
    const given = { dimension: 4, step: 2 };
    const bound = (largest: number, precision: 'float64' | 'float32') =>
      rounding.comparedUpdateBound({ ...given, largest, precision });
    closeTo(bound(3, 'float64'), 2 * 28 * 3 * u);
    closeTo(bound(3, 'float32'), 2 * 28 * 3 * 2 ** -24);
    expect(bound(0, 'float64')).toBe(2 * 28 * 2 ** -1074);
    expect(bound(0, 'float32')).toBe(2 * 28 * 2 ** -149);
  });

  it('smallNoise is 2⁻²⁰ of the largest, 2⁻⁶ in binary32', () => {
    expect(rounding.smallNoise(8, 'float64')).toBe(2 ** -17);
    expect(rounding.smallNoise(8, 'float32')).toBe(2 ** -3);
  });

  it.each([
    { precision: 'float64', error: 2 ** -50 },
    { precision: 'float32', error: 2 ** -20 },
  ] as const)('differenceWidths($precision) starts where h⁶·6! is just smaller than $error', (given) => {
    const [{ width, smooth } = { width: 0, smooth: 1 }] = rounding.differenceWidths(given.precision);
    expect(width ** 6 * 720).toBeLessThan(given.error);
    expect((2 * width) ** 6 * 720).toBeGreaterThan(given.error);
    expect(smooth).toBe(0);
  });

  it('differenceWidths leaves out what a smooth function does over the wider ones', () => {
    for (const { width, smooth } of rounding.differenceWidths('float64').slice(1)) {
      expect(smooth).toBe(width ** 6 * 720);
    }
  });

  it.each([
    [[0.5], 1],
    [[0.9, 0.5, 0], 10],
    [[1, 1.5, -1], 0],
    [[], 0],
    [null, 9999],
  ])('correctionRoundoff(%j) is 8u times %d', (rates, sum) => {
    expect(rounding.correctionRoundoff(rates, 'float64') / u).toBeCloseTo(8 * sum, 6);
    expect(rounding.correctionRoundoff(rates, 'float32') * 2 ** 24).toBeCloseTo(8 * sum, 6);
  });

  it.each([0.5, 0.9, 0.9999])(
    'correctionRoundoff covers 1 − βᵗ by products and by a power (β = %d)',
    (beta) => {
      let product = 1;
      for (let t = 1; t <= 300; t++) {
        product *= beta;
        const [left, right] = [1 - product, 1 - beta ** t];
        expect(Math.abs(left - right) / right).toBeLessThanOrEqual(
          rounding.correctionRoundoff([beta], 'float64'),
        );
      }
    },
  );
});

it('iterateRoundoff(θ′, Δ) is 8u(|θ′| + |Δ|)', () => {
  expect(rounding.iterateRoundoff(Float64Array.of(-3), Float64Array.of(-5))).toEqual(Float64Array.of(64 * u));
});

it('displacementInRange takes η |∂L| for a product: two factors of 2⁻³⁰⁰ are out of range', () => {
  const at = (size: number) =>
    rounding.displacementInRange({ stepSize: size, gradient: size, theta: 0 }, 'float64');
  expect(at(2 ** -300)).toBe(false);
  expect(at(2 ** -240)).toBe(true);
});

it('calibrationAccuracy is coarser than √u of the precision, which difference quotients lose', () => {
  expect(rounding.calibrationAccuracy('float64')).toBe(2 ** -10);
  expect(rounding.calibrationAccuracy('float32')).toBe(2 ** -6);
});
