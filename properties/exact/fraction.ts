/** n/d with d > 0, not reduced. Oracle arithmetic of its own, apart from the integers of src/linalg. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** A double as a fraction, by doubling it until it is an integer. Exact. @throws RangeError unless it is finite */
export const fraction = (x: number): Fraction => {
  if (!Number.isFinite(x)) throw new RangeError(`fraction: x must be finite, got x = ${x}`);
  let [value, d] = [x, 1n];
  while (!Number.isInteger(value)) {
    value *= 2;
    d *= 2n;
  }
  return { n: BigInt(value), d };
};

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };

export const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });

export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));

export const multiply = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });

/** a/b for b ≠ 0. */
export const divide = (a: Fraction, b: Fraction): Fraction =>
  b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: a.d * -b.n };

/** a compared with b: negative, 0 or positive. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const absolute = (a: Fraction): Fraction => (a.n < 0n ? negate(a) : a);

export const zero: Fraction = { n: 0n, d: 1n };

export const one: Fraction = { n: 1n, d: 1n };

/** Doubles over one denominator, a power of two: xᵢ = nᵢ/d. */
export const overOneDenominator = (
  x: ArrayLike<number>,
): { readonly n: readonly bigint[]; readonly d: bigint } => {
  const parts = Array.from(x, fraction);
  const d = parts.reduce((greatest, part) => (part.d > greatest ? part.d : greatest), 1n);
  return { n: parts.map((part) => part.n * (d / part.d)), d };
};

/** aᵀb exactly. */
export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): Fraction => {
  const [left, right] = [overOneDenominator(a), overOneDenominator(b)];
  return { n: left.n.reduce((sum, value, i) => sum + value * right.n[i]!, 0n), d: left.d * right.d };
};

/** The double nearest to a fraction, up to one unit. */
export const toNumber = ({ n, d }: Fraction): number => {
  if (n === 0n) return 0;
  const size = n < 0n ? -n : n;
  const shift = size.toString(2).length - d.toString(2).length - 64;
  const quotient = Number(shift > 0 ? size / (d << BigInt(shift)) : (size << BigInt(-shift)) / d);
  const half = Math.trunc(shift / 2);
  return (n < 0n ? -1 : 1) * quotient * 2 ** half * 2 ** (shift - half);
};

/** |x/exact − 1| for an exact value ≠ 0, correct to a few digits. */
export const relativeError = (x: number, exact: Fraction): number =>
  Math.abs(toNumber(divide(subtract(fraction(x), exact), exact)));
