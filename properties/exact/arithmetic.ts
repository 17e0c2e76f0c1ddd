import { dyadic } from '../../src/linalg/exact.ts';

/** Numbers that a loss can be evaluated in, besides doubles. */
export interface Arithmetic<T> {
  of(x: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  /** −1, 0 or 1. */
  sign(a: T): number;
  /** To a few digits. */
  toNumber(a: T): number;
  exp(a: T): T;
  log(a: T): T;
  /** cos 2πa. */
  cosTurns(a: T): T;
}

/** numerator / denominator, denominator > 0. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

const ratio = (n: bigint, d: bigint): Rational => (d < 0n ? { n: -n, d: -d } : { n, d });

/** Quotients of integers: every operation but exp and log without error. */
export const rationals: Arithmetic<Rational> = {
  of(x) {
    const { integer, exponent } = dyadic(x);
    return exponent >= 0
      ? { n: integer << BigInt(exponent), d: 1n }
      : reduced(integer, 1n << BigInt(-exponent));
  },
  add: (a, b) => (a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }),
  sub: (a, b) => (a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d }),
  mul: (a, b) => ({ n: a.n * b.n, d: a.d * b.d }),
  div: (a, b) => ratio(a.n * b.d, a.d * b.n),
  sign: (a) => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0),
  toNumber: (a) => Number((a.n << 900n) / a.d) / 2 ** 900,
  exp() {
    throw new RangeError('rationals: exp is not rational');
  },
  log() {
    throw new RangeError('rationals: log is not rational');
  },
  cosTurns() {
    throw new RangeError('rationals: cos is not rational');
  },
};

/** Without the common factors of two. */
const reduced = (n: bigint, d: bigint): Rational => {
  let [top, bottom] = [n, d];
  while (bottom > 1n && (top & 1n) === 0n) {
    top >>= 1n;
    bottom >>= 1n;
  }
  return { n: top, d: bottom };
};

const bits = 640n;
const one = 1n << bits;

/** atan(1/n) by its series. */
const arcTangent = (n: bigint): bigint => {
  let [power, sum] = [one / n, 0n];
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += (k & 2n) === 0n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
};

/** 2π = 32 atan(1/5) − 8 atan(1/239). Source: Machin (1706). */
const fullTurn = 32n * arcTangent(5n) - 8n * arcTangent(239n);

/** Integers over 2⁶⁴⁰: products, quotients, exp and log within 2⁻⁵⁹⁰ for arguments up to about 2¹⁰. */
export const fixed: Arithmetic<bigint> = {
  of(x) {
    const { integer, exponent } = dyadic(x);
    const shift = bits + BigInt(exponent);
    return shift >= 0n ? integer << shift : integer >> -shift;
  },
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => (a * b) >> bits,
  div: (a, b) => (a << bits) / b,
  sign: (a) => (a > 0n ? 1 : a < 0n ? -1 : 0),
  toNumber: (a) => Number(a) / 2 ** 640,
  exp(a) {
    // exp(a) = exp(a/2³²)^(2³²); Taylor's series of the small argument stops once a term is below one unit.
    const small = a >> 32n;
    let term = one;
    let sum = one;
    for (let k = 1n; term !== 0n && term !== -1n; k++) {
      term = ((term * small) >> bits) / k;
      sum += term;
    }
    for (let k = 0; k < 32; k++) sum = (sum * sum) >> bits;
    return sum;
  },
  cosTurns(a) {
    // The nearest whole turn is taken off, then Taylor's series.
    const rest = a - (((a + one / 2n) >> bits) << bits);
    const angle = (rest * fullTurn) >> bits;
    const square = (angle * angle) >> bits;
    let [term, sum] = [one, one];
    for (let k = 1n; term !== 0n && term !== -1n; k += 2n) {
      term = -((term * square) >> bits) / (k * (k + 1n));
      sum += term;
    }
    return sum;
  },
  log(a) {
    // Halley's iteration for exp(x) = a triples the digits of a double three times.
    let x = fixed.of(Math.log(fixed.toNumber(a)));
    for (let k = 0; k < 3; k++) {
      const e = fixed.exp(x);
      x += fixed.div(2n * (a - e), a + e);
    }
    return x;
  },
};
