/** A real number as an integer multiple of 2⁻⁵¹²: exact sums, products and quotients cut off there. */
export type Fixed = bigint;

const bits = 512n;

/** 1 */
export const one: Fixed = 1n << bits;

/**
 * x itself. Exact for doubles whose last bit is worth 2⁻⁵¹² or more.
 *
 * @throws RangeError where x is not finite
 */
export const fixed = (x: number): Fixed => {
  if (!Number.isFinite(x)) throw new RangeError(`fixed: x must be finite, got x = ${x}`);
  let [whole, shift] = [x, 0n];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    shift++;
  }
  return (BigInt(whole) << bits) >> shift;
};

/** The double nearest to x, or next to it. */
export const toNumber = (x: Fixed): number => Number(x) / 2 ** Number(bits);

/** a·b */
export const times = (a: Fixed, b: Fixed): Fixed => (a * b) >> bits;

/** a/b. @param b not 0 */
export const over = (a: Fixed, b: Fixed): Fixed => (a << bits) / b;

/** xⁿ. @param n 0, 1, 2, … */
export const power = (x: Fixed, n: number): Fixed => (n === 0 ? one : times(x, power(x, n - 1)));

/** |x| */
export const size = (x: Fixed): Fixed => (x < 0n ? -x : x);

/** Σ f(i) for i = 0 … n − 1. */
export const sum = (n: number, term: (index: number) => Fixed): Fixed => {
  let total = 0n;
  for (let i = 0; i < n; i++) total += term(i);
  return total;
};

/** √x by Newton's iteration on integers, cut off. @param x ≥ 0 */
export const root = (x: Fixed): Fixed => {
  if (x === 0n) return 0n;
  const target = x << bits;
  let estimate = 1n << BigInt(Math.ceil(target.toString(2).length / 2));
  for (;;) {
    const better = (estimate + target / estimate) >> 1n;
    if (better >= estimate) return estimate;
    estimate = better;
  }
};

/** eˣ by its series on x/2¹⁶, squared sixteen times. @param x of moderate size, |x| < 100 */
export const exponential = (x: Fixed): Fixed => {
  const reduced = x >> 16n;
  let [term, total] = [one, one];
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = times(term, reduced) / n;
    total += term;
  }
  for (let i = 0; i < 16; i++) total = times(total, total);
  return total;
};
