import { expect, it } from 'vitest';
import { precisions } from '../../properties/plain/precisions.ts';
import { roundAll, roundedTo, unitInTheLastPlace } from './precision.ts';
import { formatOf, leastPositiveOf } from './rounding.ts';

it.each(precisions)('unitInTheLastPlace(x, $precision) is the distance to the next number', (given) => {
  for (const x of [1, -1, 1.5, 3, 1023.75, 2 ** -30, -(2 ** 90), given.leastNormal, given.least * 5, 0]) {
    const unit = unitInTheLastPlace(x, given.precision);
    const next = given.round(Math.abs(x) + unit);
    expect(next - Math.abs(x)).toBe(unit);
    const between = Math.abs(x) + unit / 4;
    expect([Math.abs(x), next]).toContain(given.round(between));
    expect(given.round(between)).toBe(Math.abs(x));
  }
});

it('unitInTheLastPlace has the floors of subnormal numbers, and changes at powers of two', () => {
  expect(unitInTheLastPlace(0, 'bfloat16')).toBe(2 ** -133);
  expect(unitInTheLastPlace(2 ** -130, 'bfloat16')).toBe(2 ** -133);
  expect(unitInTheLastPlace(2 ** -20, 'float16')).toBe(2 ** -24);
  expect(unitInTheLastPlace(-(2 ** -13), 'float16')).toBe(2 ** -23);
  expect(unitInTheLastPlace(1, 'float16')).toBe(2 ** -10);
  expect(unitInTheLastPlace(1 - 2 ** -53, 'float16')).toBe(2 ** -11);
  expect(unitInTheLastPlace(2 ** 1000 * (2 - 2 ** -52), 'float64')).toBe(2 ** 948);
});

/** The number that sixteen bits mean, from the definition of the format. */
const decoded = (bits: number, significand: number): number => {
  const exponentBits = 15 - significand;
  const exponent = (bits >> significand) & (2 ** exponentBits - 1);
  const fraction = (bits & (2 ** significand - 1)) / 2 ** significand;
  const bias = 2 ** (exponentBits - 1) - 1;
  const sign = bits >> 15 ? -1 : 1;
  if (exponent === 2 ** exponentBits - 1)
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias));
};

it.each([
  { precision: 'bfloat16', significand: 7 },
  { precision: 'float16', significand: 10 },
] as const)(
  'roundedTo(x, $precision) leaves all 65,536 numbers as they are, and takes what lies between two to the nearer',
  ({ precision, significand }) => {
    const wrong: number[] = [];
    const check = (x: number, due: number): void => {
      if (!Object.is(roundedTo(x, precision), due)) wrong.push(x);
    };
    for (let bits = 0; bits < 2 ** 16; bits++) check(decoded(bits, significand), decoded(bits, significand));
    const infinity = decoded(2 ** 15 - 2 ** significand, significand);
    expect(infinity).toBe(Number.POSITIVE_INFINITY);
    for (let bits = 0; bits < 2 ** 15 - 2 ** significand; bits++) {
      const [low, high] = [decoded(bits, significand), decoded(bits + 1, significand)];
      // Beyond the greatest number stands what would be the next one.
      const step = high === Number.POSITIVE_INFINITY ? low - decoded(bits - 1, significand) : high - low;
      const half = low + step / 2;
      // A tie goes to the number whose last bit is 0.
      check(half, bits % 2 === 0 ? low : high);
      check(-half, bits % 2 === 0 ? -low : -high);
      const nearby = half * 2 ** -52;
      check(half + nearby, high);
      check(-(half - nearby), -low);
    }
    expect(wrong).toEqual([]);
  },
);

it('roundedTo and roundAll keep zeros with their sign, what is not finite, and doubles', () => {
  for (const { precision } of precisions) {
    for (const x of [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(roundedTo(x, precision)).toBe(x);
    }
    const { greatest } = formatOf(precision);
    expect(roundedTo(greatest, precision)).toBe(greatest);
    expect(roundedTo(leastPositiveOf(precision), precision)).toBe(leastPositiveOf(precision));
  }
  expect(roundedTo(-1e-300, 'bfloat16')).toBe(-0);
  expect(roundAll(Float64Array.of(1 / 3, -1 / 3), 'float64')).toEqual(Float64Array.of(1 / 3, -1 / 3));
  expect(roundAll(Float64Array.of(1 / 3), 'float32')).toEqual(Float64Array.of(Math.fround(1 / 3)));
  expect(roundAll(Float64Array.of(1 / 3, 1), 'bfloat16')).toEqual(Float64Array.of(171 / 512, 1));
});

it('roundedTo agrees with a rounding of the bits of a single to sixteen', () => {
  const single = new Float32Array(1);
  const bits = new Uint32Array(single.buffer);
  // Numbers of single precision, so that one rounding is all there is.
  for (let n = 0; n < 20_000; n++) {
    bits[0] = (n * 2_654_435_761) >>> 0;
    const x = single[0]!;
    if (!Number.isFinite(x)) continue;
    const upper = bits[0]!;
    bits[0] = (upper + 0x7fff + ((upper >>> 16) & 1)) & 0xffff0000;
    expect(roundedTo(x, 'bfloat16')).toBe(single[0]);
  }
});
