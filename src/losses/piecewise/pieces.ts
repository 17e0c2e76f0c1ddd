import { gamma, roundedDown, roundedUp, underflow } from '../../linalg/rounding.ts';
import type { Json } from '../../types/vector.ts';
import { readNumbers } from '../data/parameters.ts';

/**
 * What determines f: ℝ → ℝ with a piecewise linear derivative, f(0) = f′(0) = 0: f″ = sⱼ between the kinks kⱼ₋₁ and kⱼ.
 */
export interface Pieces {
  /** k₀ < k₁ < …, shape (m). */
  readonly kinks: readonly number[];
  /** s₀, s₁, …, shape (m + 1). */
  readonly slopes: readonly number[];
}

/** f as it is evaluated: on each piece its parabola about an anchor, a kink or 0. */
export interface PiecewiseFunction {
  /** f(x). */
  value(x: number): number;
  /** f′(x). */
  slope(x: number): number;
  /** Bound on |fl(f(x)) − f(x)|. */
  valueError(x: number): number;
  /** Bound on |fl(f′(x)) − f′(x)|. */
  slopeError(x: number): number;
  /** Greatest |f″|. */
  readonly smoothness: number;
  /** Least f″. */
  readonly curvature: number;
  /** At most min f, and that itself where f is convex: 0. */
  readonly minimum: number;
  /** Where f is convex, its minimisers are [least, greatest], with 0 in it; 0 alone otherwise. */
  readonly minimisers: { readonly least: number; readonly greatest: number };
}

/** Most kinks: more can be neither read nor searched. */
const mostKinks = 64;

/**
 * Reads { kinks, slopes }.
 *
 * @throws RangeError or TypeError unless kinks ascend, slopes are one more, and f is bounded below: the outer slopes are
 * ≥ 0, and f′ has the sign of x far out wherever one of them is 0
 */
export const readPieces = (parameters: Json): Pieces => {
  const [kinks, slopes] = [readNumbers(parameters, 'kinks'), readNumbers(parameters, 'slopes')];
  if (kinks.length > mostKinks)
    throw new RangeError(`kinks: must be at most ${mostKinks}, got ${kinks.length}`);
  if (kinks.some((kink, j) => j > 0 && !(kink > kinks[j - 1]!))) {
    throw new RangeError(`kinks: must ascend, got kinks = ${JSON.stringify(kinks)}`);
  }
  if (slopes.length !== kinks.length + 1) {
    throw new RangeError(`slopes: must be one more than kinks, got slopes = ${JSON.stringify(slopes)}`);
  }
  if (!(slopes[0]! >= 0 && slopes.at(-1)! >= 0 && slopes.some((slope) => slope !== 0))) {
    throw new RangeError(`slopes: must end ≥ 0 and not all be 0, got slopes = ${JSON.stringify(slopes)}`);
  }
  const f = piecewiseFunction({ kinks, slopes });
  const [first, last] = [kinks[0] ?? 0, kinks.at(-1) ?? 0];
  // Beyond a kink with slope 0 f′ is what it is there.
  if ((slopes[0] === 0 && f.slope(first) > 0) || (slopes.at(-1) === 0 && f.slope(last) < 0)) {
    throw new RangeError(`slopes: f must be bounded below, got ${JSON.stringify({ kinks, slopes })}`);
  }
  return { kinks, slopes };
};

/** One end of a piece that is nearest to 0: f and f′ there, and the sums of absolute terms that their errors follow from. */
interface Anchor {
  readonly x: number;
  readonly s: number;
  readonly value: number;
  readonly slope: number;
  readonly valueSize: number;
  readonly slopeSize: number;
  /** Roundings: 8 for each piece from 0 on. */
  readonly roundings: number;
}

/** The next anchor away from 0: where the piece of this one ends. */
const nextAnchor = (a: Anchor, x: number, s: number): Anchor => {
  const d = x - a.x;
  const [size, curved] = [Math.abs(d), (Math.abs(a.s) / 2) * d * d];
  return {
    x,
    s,
    value: a.value + (a.slope * d + (a.s / 2) * d * d),
    slope: a.slope + a.s * d,
    valueSize: a.valueSize + a.slopeSize * size + curved + underflow,
    slopeSize: a.slopeSize + Math.abs(a.s) * size + underflow,
    roundings: a.roundings + 8,
  };
};

/**
 * f(x) = f(a) + f′(a)(x − a) + s(x − a)²/2 and f′(x) = f′(a) + s(x − a), a the end of the piece of x that is nearest to
 * 0 (0 itself in its own piece).
 *
 * Accuracy: with n pieces between 0 and x, 8n + 8 roundings relative to the sums of absolute terms: each piece adds a
 * difference, at most two products and two sums to f, whose f′ has three for each piece before. Which piece x lies in
 * is decided exactly. Cost: O(log m).
 */
export const piecewiseFunction = ({ kinks, slopes }: Pieces): PiecewiseFunction => {
  const home = kinks.filter((kink) => kink <= 0).length;
  const anchors: Anchor[] = new Array(slopes.length);
  const origin = { x: 0, value: 0, slope: 0, valueSize: 0, slopeSize: 0, roundings: 8 };
  anchors[home] = { ...origin, s: slopes[home]! };
  for (let j = home; j < kinks.length; j++)
    anchors[j + 1] = nextAnchor(anchors[j]!, kinks[j]!, slopes[j + 1]!);
  for (let j = home; j > 0; j--) anchors[j - 1] = nextAnchor(anchors[j]!, kinks[j - 1]!, slopes[j - 1]!);
  const pieceOf = (x: number): Anchor => {
    let [low, high] = [0, kinks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (kinks[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return anchors[low]!;
  };
  const slopeBound = (a: Anchor, x: number): number =>
    gamma(a.roundings) * (a.slopeSize + Math.abs(a.s * (x - a.x))) + underflow;
  return {
    value(x) {
      const a = pieceOf(x);
      const d = x - a.x;
      return a.value + (a.slope * d + (a.s / 2) * d * d);
    },
    slope(x) {
      const a = pieceOf(x);
      return a.slope + a.s * (x - a.x);
    },
    valueError(x) {
      const a = pieceOf(x);
      const d = Math.abs(x - a.x);
      const size = a.valueSize + a.slopeSize * d + (Math.abs(a.s) / 2) * d * d;
      return roundedUp(gamma(a.roundings) * size + (1 + d) * underflow);
    },
    slopeError: (x) => roundedUp(slopeBound(pieceOf(x), x)),
    smoothness: slopes.reduce((most, s) => Math.max(most, Math.abs(s)), 0),
    curvature: Math.min(...slopes),
    minimum: slopes.every((s) => s >= 0) ? 0 : leastValue(anchors),
    minimisers: minimisersOf(kinks, slopes, home),
  };
};

/**
 * At most the least of f, and less than it by rounding alone: the vertex v − d²/(2s) of each piece that has one inside,
 * and each kink. A vertex that rounding moves across a kink is below it by the square of an error of f′ over 2s.
 */
const leastValue = (anchors: readonly Anchor[]): number => {
  const flattest = Math.min(...anchors.map(({ s }) => (s > 0 ? s : Number.POSITIVE_INFINITY)));
  let least = 0;
  for (const [j, a] of anchors.entries()) {
    const error = gamma(2 * a.roundings);
    const beside = (error * a.slopeSize) ** 2 / flattest;
    least = Math.min(least, a.value === 0 ? 0 : roundedDown(a.value - error * a.valueSize - beside));
    const vertex = a.s > 0 ? a.x - a.slope / a.s : Number.NaN;
    if (!(vertex >= endBefore(a, anchors[j - 1]) && vertex <= endAfter(a, anchors[j + 1]))) continue;
    const fall = (a.slope * a.slope) / (2 * a.s);
    const size = a.valueSize + (a.slopeSize * a.slopeSize) / a.s;
    if (fall > 0) least = Math.min(least, roundedDown(a.value - fall - error * size));
  }
  return least;
};

const endBefore = (a: Anchor, before: Anchor | undefined): number =>
  a.x > 0 ? a.x : (before?.x ?? Number.NEGATIVE_INFINITY);
const endAfter = (a: Anchor, after: Anchor | undefined): number =>
  a.x < 0 ? a.x : (after?.x ?? Number.POSITIVE_INFINITY);

/** Pieces of slope 0 around 0, as far as f is convex. */
const minimisersOf = (
  kinks: readonly number[],
  slopes: readonly number[],
  home: number,
): PiecewiseFunction['minimisers'] => {
  if (slopes.some((s) => s < 0)) return { least: 0, greatest: 0 };
  let [first, last] = [home, home];
  // With a kink at 0 the piece before it ends there as well.
  if (slopes[home]! > 0) return { least: flatBelow(kinks, slopes, home), greatest: 0 };
  while (last < kinks.length && slopes[last] === 0) last++;
  while (first > 0 && slopes[first] === 0) first--;
  return {
    least: slopes[first] === 0 ? Number.NEGATIVE_INFINITY : kinks[first]!,
    greatest: slopes[last] === 0 ? Number.POSITIVE_INFINITY : kinks[last - 1]!,
  };
};

/** Where the flat pieces that end in a kink at 0 begin; 0 where none does. */
const flatBelow = (kinks: readonly number[], slopes: readonly number[], home: number): number => {
  if (kinks[home - 1] !== 0) return 0;
  let first = home - 1;
  while (first > 0 && slopes[first] === 0) first--;
  return slopes[first] === 0 ? Number.NEGATIVE_INFINITY : kinks[first]!;
};
