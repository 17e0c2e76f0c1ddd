import type { Precision } from '../types/rule.ts';
/**
 * u = 2⁻⁵³, the largest relative error of one rounding to nearest. Source: IEEE 754-2019, binary64.
 */
export const unitRoundoff = 2 ** -53;

/**
 * The least positive double, 2⁻¹⁰⁷⁴; an operation that underflows is off by at most half of it.
 */
export const leastPositive = Number.MIN_VALUE;

/**
 * γₖ = k u / (1 − k u): k roundings, in any order, change a product by at most this relative amount.
 * Infinity once k u ≥ 1. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), lemma 3.1.
 *
 * The quotient itself is rounded twice, so one more u is added to k.
 *
 * @param roundings k ≥ 0
 */
export const gamma = (roundings: number): number => {
  const total = (roundings + 1) * unitRoundoff;
  return total < 1 ? total / (1 - total) : Number.POSITIVE_INFINITY;
};

/** Coordinates whose small parts are summed plainly before the compensated sum takes over. */
export const blockLength = 16;

/**
 * Bound on |computed − yᵀg| of `compensatedDot` for vectors whose squared norms lie within `safeSquaredNorm`.
 *
 * Each product is split as p + q, p = fl₂₄(yᵢ) fl₂₄(gᵢ) exact in 48 bits, |q| ≤ 2⁻²²|yᵢgᵢ| with an error of at most
 * 3u·2⁻²³|yᵢgᵢ| from its three roundings. The p are added to an accumulator of fixed exponent 2ᵏ, 4N ≤ 2ᵏ ≤ 9N, whose rounding
 * errors e are exact and at most u·2ᵏ each. A block of 16 terms e + q is summed plainly, error at most
 * 17u Σ(|e| + |q|), and the block sums by compensated summation, error at most u|low| + n²u² Σ(|e| + |q|).
 * With Σ|e| ≤ 9nuN and Σ|q| ≤ 2⁻²²N, N = ‖y‖‖g‖ (Cauchy–Schwarz), and one last addition rounded relatively to the
 * result: (3·2⁻²³ + 19·2⁻²² + 19·9nu) u N + 2u|result|, where n²u² ≤ u is used, that is n ≤ 9·10⁷.
 * Rounding 20.5·2⁻²² up to 21·2⁻²² is worth more than the error 2⁻²⁰ of the norm product, times at most 2⁻¹⁷, and
 * underflow, at most eight operations a coordinate and each off by half of 2⁻¹⁰⁷⁴: it is 2⁻¹⁵⁶ at the least norms.
 *
 * Source: Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005), with the splitting of Rump's AccSum (2008).
 *
 * @param count n, the number of coordinates
 * @param normProduct ‖y‖‖g‖, to a relative accuracy of 2⁻²⁰
 */
export const compensatedDotBound = (count: number, normProduct: number): number => {
  const blocks = 21 * 2 ** -22 + 19 * 9 * count * unitRoundoff;
  const sum = count <= 9e7 ? blocks * unitRoundoff : Number.POSITIVE_INFINITY;
  return sum * normProduct;
};

/**
 * Bound on |computed − yᵀg| of `gridDot`: heads are exact, and the tails q = yₕgₗ + yₗg satisfy
 * Σ|q| ≤ √n 2⁻²⁶·2^(e+f) ≤ 4.2√n 2⁻²⁶N with 2^e ≤ 2.02‖y‖, 2^f ≤ 2.02‖g‖ and N = ‖y‖‖g‖; each is off by 2u, a block of
 * them by 12u and the compensated sum of blocks by 2u more: 16u, rounded up to 17u for the norm product and for
 * underflow, at most eight operations a coordinate.
 *
 * @param count n, below 10¹² @param normProduct N, to a relative accuracy of 2⁻²⁰
 */
export const gridDotBound = (count: number, normProduct: number): number =>
  17 * 4.2 * 2 ** -26 * Math.sqrt(count) * unitRoundoff * normProduct;

/**
 * Squared norms for which no product in an accurate dot product overflows, and for which coordinates too small for
 * single precision do not matter beside `compensatedDotBound`: 2⁻⁸⁰ … 2²⁰⁰.
 *
 * A coordinate below 2⁻¹²⁶ loses at most 2⁻¹⁴⁹ in its 24-bit part, which the remainder holds exactly; the products
 * of such remainders are off by u·2⁻¹⁴⁹‖g‖ at most, below 2⁻²³u²‖y‖‖g‖ since ‖y‖ ≥ 2⁻⁴⁰.
 */
export const safeSquaredNorm = { least: 2 ** -80, greatest: 2 ** 200 } as const;

/**
 * The largest bound that leaves yᵀg accurate to two units in the last place: 2u|yᵀg|.
 */
export const acceptedDotError = (dot: number): number => 2 * unitRoundoff * Math.abs(dot);

/**
 * cos ψ above which sin ψ is taken from the residual instead of from √(1−c²).
 *
 * s² = (1−c)(1+c) turns a relative error ε of c into ε c²/s² of s; at c² ≤ ½ that is at most ε.
 */
export const residualCosine = Math.SQRT1_2;

/**
 * sin ψ down to which a residual with products of 24-bit heads is accurate: |δr| ≤ 2u|r| + 3·2⁻²³u|t g|, that is
 * 2u + 3·2⁻²³u/s; at s = 2⁻¹⁹ the second term is u/5.
 */
export const headResidualSine = 2 ** -19;

/**
 * sin ψ down to which one residual pass is accurate: r = y − t g with t a double has |δr| ≤ 2u|r| + 2u²|t g|, that
 * is 2u + 2u²/s relative to ‖r‖ = s‖y‖. At s = 2⁻⁴⁵ the second term is u/128.
 */
export const singleResidualSine = 2 ** -45;

/**
 * sin ψ down to which the residual with t as an unevaluated sum of two doubles is accurate: |δr| ≤ 2u|r| + 8u³|t g|,
 * that is 2u + 8u³/s; at s = 2⁻⁹⁸ the second term is u/32. Below it, and where products underflow, the Gram
 * determinant is taken in exact integers.
 */
export const doubleResidualSine = 2 ** -98;

/**
 * |t gᵢ| down to which the rounding error of a product is itself a double: 2⁻¹⁰²² · 2¹⁰⁶ leaves room for it.
 */
export const exactProductMinimum = 2 ** -916;

/**
 * Roundings behind an entry of a dense metric, relative to B = |y||y|ᵀ/(yᵀg) + α(I + |g||g|ᵀ/(gᵀg)): gᵀg (4u), its
 * quotient, two products, two sums; the factor α* is common to all entries and changes no definiteness.
 */
export const denseEntryRoundings = 9;

/** What a precision can hold. */
interface Format {
  /** Significant bits. */
  readonly bits: number;
  /** Exponents of the least and the greatest normal number. */
  readonly exponents: { readonly least: number; readonly greatest: number };
}

const format = ({ bits, exponents: { least, greatest } }: Format) => ({
  bits,
  leastExponent: least,
  unitRoundoff: 2 ** -bits,
  leastPositive: 2 ** (least + 1 - bits),
  greatest: (2 - 2 ** (1 - bits)) * 2 ** greatest,
});

const formats: Readonly<Record<Precision, ReturnType<typeof format>>> = {
  float64: format({ bits: 53, exponents: { least: -1022, greatest: 1023 } }),
  float32: format({ bits: 24, exponents: { least: -126, greatest: 127 } }),
  bfloat16: format({ bits: 8, exponents: { least: -126, greatest: 127 } }),
  float16: format({ bits: 11, exponents: { least: -14, greatest: 15 } }),
};

/** Source: IEEE 754-2019, binary64, binary32 and binary16; bfloat16 has the exponents of binary32. */
export const formatOf = (precision: Precision): ReturnType<typeof format> => formats[precision];

/** 1.5·2⁵²: of |x| < 2⁵¹, x + this − this is x rounded to a whole number, to nearest and ties to even. */
export const integerShift = 1.5 * 2 ** 52;

/** u, the largest relative error of one rounding to the precision: half a unit in the last place of 1. */
export const unitRoundoffOf = (precision: Precision): number => formats[precision].unitRoundoff;

/** The least positive number of a precision. */
export const leastPositiveOf = (precision: Precision): number => formats[precision].leastPositive;

/**
 * Magnitudes whose squares, and sums of 10⁶ of them, stay in the normal range. In binary16 nothing does, and 2⁻² … 2⁵ is
 * where squares of single coordinates do, with room for four of them.
 */
export const squareRange = (precision: Precision): { readonly least: number; readonly greatest: number } => {
  switch (precision) {
    case 'float64':
      return { least: 2 ** -500, greatest: 2 ** 500 };
    case 'float32':
    case 'bfloat16':
      return { least: 2 ** -60, greatest: 2 ** 50 };
    case 'float16':
      return { least: 2 ** -2, greatest: 2 ** 5 };
    default:
      return precision satisfies never;
  }
};

/**
 * Size of θᵢ that is taken for ordinary, 2²⁰: a step of length 1 beside it still has four binary digits in single
 * precision (u = 2⁻²⁴), and no bound that was written with care has overflowed.
 */
export const ordinarySize = 2 ** 20;

/** `ordinarySize`, and in coarser precisions than single what leaves a step of length 1 four binary digits. */
export const ordinarySizeOf = (precision: Precision): number =>
  2 ** (Math.min(formats[precision].bits, 24) - 4);

/**
 * An upper bound on the absolute error that underflow adds to one product or quotient: 2⁻¹⁰⁷⁵, raised to a normal
 * number, because arithmetic with subnormal ones is twenty times slower.
 */
export const underflow = 2 ** -1020;

/**
 * Relative error of `Math.exp`, `log`, `log1p`, `expm1` and `tanh` that is allowed for: 4 units in the last
 * place, 8u. fdlibm, which engines derive theirs from, states less than 1 ulp for the first four.
 */
export const elementaryRoundoff = 8 * unitRoundoff;

/**
 * An upper bound on a sum of non-negative terms that was itself computed in rounded arithmetic: each of fewer
 * than 2³⁰ operations lowered it by a factor of at least 1 − u, and (1 − u)^(2³⁰) ≥ 1 − 2⁻²³ > 1/(1 + 2⁻²⁰).
 */
export const roundedUp = (bound: number): number => bound * (1 + 2 ** -20);

/**
 * Bound on |fl(a − b) − (x − y)| where |a − x| ≤ before and |b − y| ≤ after: both, and u|fl(a − b)| of the
 * subtraction itself. NaN or Infinity where an argument is.
 */
export const differenceRoundoff = (difference: number, before: number, after: number): number =>
  roundedUp(before + after + unitRoundoff * Math.abs(difference));

/**
 * Bound on |fl(Σ aᵢbᵢ) − Σ xᵢyᵢ| of a plain dot product of n computed factors: γₙ Σ|aᵢbᵢ| of the sum itself, n
 * underflows, and what the factors carry, Σ(|aᵢ|eᵢ + |bᵢ|fᵢ + eᵢfᵢ) with |bᵢ − yᵢ| ≤ eᵢ and |aᵢ − xᵢ| ≤ fᵢ.
 */
export const plainDotRoundoff = (terms: {
  readonly count: number;
  /** Σ|aᵢbᵢ|, computed. */
  readonly size: number;
  /** Σ(|aᵢ|eᵢ + |bᵢ|fᵢ + eᵢfᵢ), computed. */
  readonly carried: number;
}): number => roundedUp(gamma(terms.count) * terms.size + terms.carried + terms.count * underflow);

/**
 * σ such that a floating-point Cholesky factorisation of fl(A − σI) that runs to the end proves A ≻ 0.
 *
 * The factors satisfy LLᵀ = fl(A − σI) + E, |Eᵢⱼ| ≤ φₘ √(aᵢᵢaⱼⱼ) with m = min(i, j) from 1 and
 * φₘ = γₘ₊₁/(1 − γₘ₊₁), for any order of summation. φ increases, hence ‖E‖ ≤ Σⱼ φⱼaⱼⱼ ≤ u Σⱼ (j+1)aⱼⱼ/(1 − γ_D₊₁)².
 * The subtraction on the diagonal adds 4u. The factor 1 + γ_D₊₁ covers the rounding of the sum itself, and 1 + γ₈ that
 * of the bound; 32u² of it are left for underflow, at most D + 3 operations an entry and its scaling, each off by
 * 2⁻¹⁰⁷⁴ at most, times a factor of at most 2⁵³⁷ that the scaling may have to go.
 * Source: Demmel, LAPACK Working Note 14 (1989); Rump, BIT 46 (2006), theorem 2.3.
 *
 * @param size D @param weightedTrace Σⱼ (j+1)aⱼⱼ, j from 1, of a matrix whose diagonal lies in [1, 4)
 * @returns Infinity where D is beyond the reach of the analysis
 */
export const choleskyShift = (size: number, weightedTrace: number): number => {
  const last = gamma(size + 1);
  if (!(last < 1 / 2)) return Number.POSITIVE_INFINITY;
  const factorisation = (unitRoundoff * weightedTrace * (1 + last)) / (1 - last) ** 2;
  return (factorisation + 4 * unitRoundoff) * (1 + gamma(8));
};

/**
 * |computed − Σ| of a dot product of n terms by Dot2: u|computed|/(1 − u) + 2γₙ² Σ|terms|, where the rounded value
 * and the rounded sum of absolute terms stand for the exact ones.
 * Source: Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005), proposition 5.5, each constant rounded up.
 */
export const dotTwoBound = (count: number, computed: number, absolute: number): number =>
  2 * unitRoundoff * Math.abs(computed) + 2 * gamma(count) ** 2 * absolute * (1 + gamma(count));

/** A number at most the real result whose rounding is x: below it by two units, and by one of 2⁻¹⁰⁷⁴. */
export const roundedDown = (x: number): number => x - 2 * unitRoundoff * Math.abs(x) - leastPositive;

/**
 * Relative agreement asked of two formulas in a few dozen well-conditioned operations: 2⁻⁴⁰, some 8000 roundings.
 */
export const formulaRoundoff = (size: number): number => 2 ** -40 * size;

/**
 * Least λmin/λmax at which the smallest computed eigenvalue of a symmetric D × D matrix is known to be positive: the
 * decomposition is backward stable, with an error of a modest multiple of Du λmax; 16Du leaves room.
 * Source: Golub and Van Loan, Matrix Computations (2013), 8.3.
 */
export const eigenvalueFloor = (dimension: number): number => 16 * dimension * unitRoundoff;
