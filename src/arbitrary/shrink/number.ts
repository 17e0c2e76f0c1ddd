/**
 * How simple a number is to read: 0, then 1, −1, 2, −2, … up to ±1000, then decimals, first by their count of
 * significant digits, then by the size of their exponent. Only the order means anything. NaN and infinities cost
 * the most.
 */
export const numberCost = (x: number): number => {
  if (x === 0) return Object.is(x, -0) ? 0.25 : 0;
  const size = Math.abs(x);
  const sign = x < 0 ? 0.5 : 0;
  if (size <= largestSmallInteger && Number.isInteger(size)) return size + sign;
  if (!Number.isFinite(x)) return 1e6;
  const [mantissa = '', exponent = '0'] = size.toExponential().split('e');
  const digits = mantissa.length === 1 ? 1 : mantissa.length - 1;
  const power = Number(exponent);
  const size10 = 2 * Math.abs(power) + (power < 0 ? 1 : 0);
  return 2000 + 1000 * digits + size10 + Number(mantissa) / 20 + sign / 2;
};

const largestSmallInteger = 1000;

/** Sum of the costs, and 1 for each entry, so that a shorter list is simpler. Cost: O(D). */
export const numbersCost = (numbers: ArrayLike<number>): number => {
  let sum = numbers.length;
  for (let i = 0; i < numbers.length; i++) sum += numberCost(numbers[i]!);
  return sum;
};

/**
 * Numbers that cost less than x, from the simplest up: the smallest integers, x without its sign, x cut down to
 * integers by bisection, x with its exponent cut down by bisection, x with fewer digits. About 50 at most.
 */
export function* simplerNumber(x: number): Generator<number, void> {
  const cost = numberCost(x);
  for (const candidate of candidates(x)) if (numberCost(candidate) < cost) yield candidate;
}

function* candidates(x: number): Generator<number, void> {
  yield* [0, 1, -1, 2, -2, 3, 10, 0.1, -0.1];
  if (x === 0 || !Number.isFinite(x)) return;
  yield -x;
  if (Math.abs(x) < 2 ** 31) yield* towards(Math.trunc(x));
  for (const exponent of towards(Math.trunc(Math.log10(Math.abs(x))))) {
    yield Math.sign(x) * Number(`1e${exponent}`);
  }
  const below = Math.ceil(Math.log10(Math.abs(x))) - 1;
  for (const mantissa of [2, 5]) yield Math.sign(x) * Number(`${mantissa}e${below}`);
  for (let digits = 1; digits <= 16; digits++) {
    const nearest = Number(x.toPrecision(digits));
    yield nearest;
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(x))) - digits + 1);
    if (unit > 0) yield Number((nearest + Math.sign(x - nearest) * unit).toPrecision(digits));
  }
}

/** An integer halved, then ever closer to itself, as bisection wants it, and itself last; none of an infinity. */
export function* towards(integer: number): Generator<number, void> {
  if (!Number.isFinite(integer)) return;
  for (let gap = integer; gap !== 0; gap = Math.trunc(gap / 2)) if (gap !== integer) yield integer - gap;
  yield integer;
}

/**
 * How simple a positive scale (a step size) is to read: 1, then powers of ten, then powers of two, then decimals.
 */
export const scaleCost = (x: number): number => {
  const ten = Math.round(Math.log10(x));
  if (x === Number(`1e${ten}`)) return Math.abs(ten);
  const two = Math.round(Math.log2(x));
  if (x === 2 ** two) return 1000 + Math.abs(two);
  return 4000 + numberCost(x);
};

/** Positive numbers of lower `scaleCost` than x, from the simplest up to neighbours of x. */
export function* simplerScales(x: number): Generator<number, void> {
  const cost = scaleCost(x);
  for (const candidate of scaleCandidates(x))
    if (candidate > 0 && scaleCost(candidate) < cost) yield candidate;
}

function* scaleCandidates(x: number): Generator<number, void> {
  yield 1;
  const exponent = Math.log10(x);
  for (const ten of towards(Math.floor(exponent))) yield Number(`1e${ten}`);
  for (const ten of towards(Math.ceil(exponent))) yield Number(`1e${ten}`);
  for (const two of towards(Math.floor(Math.log2(x)))) yield 2 ** two;
  for (const two of towards(Math.ceil(Math.log2(x)))) yield 2 ** two;
  for (const candidate of candidates(x)) if (candidate > 0) yield candidate;
}

/** The least count, then counts by bisection from there up to one less than n. */
export function* fewer(n: number, least: number): Generator<number, void> {
  if (n <= least) return;
  yield least;
  for (const gap of towards(n - least)) if (gap < n - least) yield least + gap;
}
