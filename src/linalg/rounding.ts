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

/**
 * Relative error allowed to cos ψ, sin ψ and ψ: 16u. The worst cases are ‖y‖² and ‖g‖² with 12u each by the bound on
 * block sums (halved by the root, and in practice below 2u), 4u of yᵀg, and three operations; below 45° the sine has
 * 2u of its residual and the same of the norm. Measured: 4.3u.
 */
export const angleTolerance = 16 * unitRoundoff;

/** One unit of 2⁻¹⁰⁷⁴ relative to a value, twice: what a subnormal result may be off on top of relative bounds. */
export const subnormalSlack = (value: number): number =>
  value === 0 ? 0 : (2 * leastPositive) / Math.abs(value);

/**
 * Relative error allowed to an eigenvalue of M(α): 48u. α* carries two norms of 7u and a cosine of 8u, the roots of the
 * quadratic a squared cosine and seven operations, α itself one.
 */
export const eigenvalueTolerance = 48 * unitRoundoff;

/**
 * Error allowed to a sum of D logarithms relative to the sum of their absolute values and D: each argument is off by
 * 48u at most, its logarithm by one rounding, and D additions follow.
 */
export const logTolerance = (dimension: number): number => gamma(dimension + 64);

/**
 * Relative error allowed to κ of M(α): twice that of an eigenvalue, of which κ is a quotient.
 */
export const conditionTolerance = 2 * eigenvalueTolerance;

/**
 * What M times a computed solution may differ from v, relative to κ‖v‖: apply and solve combine three vectors with
 * coefficients off by 32u at most.
 */
export const solveTolerance = 128 * unitRoundoff;

/**
 * How much larger than κ* a condition number may come out, relatively, that is proved of a dense optimal metric in
 * doubles: its entries are off by γ‖B‖ ≤ 3γα* and λmin = (2/(1 + κ*)) α*, so that κ is off by 3γ(1 + κ*) at most; the
 * proof shifts the diagonal by some D²uα* at each end, 2D²u(1 + κ*) more, of which twice 2(D + 8)² is allowed.
 *
 * @param size D @param kappa κ*
 */
export const denseConditionSlack = (size: number, kappa: number): number =>
  (3 * gamma(denseEntryRoundings) + 4 * (size + 8) ** 2 * unitRoundoff) * (1 + kappa) + conditionTolerance;

/**
 * How far below κ* the condition number of a matrix with M g = y may come out, relatively, that was built, mapped and
 * decomposed in plain arithmetic: each of these is off by some D roundings of λmax, (1 + κ) times that in λmin.
 *
 * @param size D @param kappa κ*
 */
export const competitorSlack = (size: number, kappa: number): number =>
  Math.min(1, 16 * (size + 8) * unitRoundoff * (1 + kappa));

/**
 * What a slope in decades between δ and δ/10 may miss its limit by: log₁₀ of 1 + δ + δ² bounds that of
 * tan²(δ/2)/(δ/2)², tan(δ/2)/(δ/2) and sin δ/δ, all within 1 ± δ²; and the roundings of two logarithms.
 */
export const slopeSlack = (delta: number): number => Math.log10(1 + delta + delta ** 2) * delta + 2 ** -40;

/**
 * Agreement of κ* with a minimum found by golden section on q(p)/p: the minimum is flat, so that its place is known to
 * √u and its value to some u; q(p)/p itself cancels in y − p g, which costs up to √κ more.
 */
export const sectorTolerance = (kappa: number): number => 1024 * unitRoundoff * (1 + Math.sqrt(kappa));

/**
 * As `denseConditionSlack`, of a matrix made of products of D × D factors with norm up to 1/c in plain arithmetic.
 */
export const plainUpdateSlack = (size: number, kappa: number): number =>
  denseConditionSlack(size, kappa) + 16 * (size + 8) * unitRoundoff * (1 + kappa) ** 1.5;

/**
 * What M(α*)v/α* and v + s R v may differ by in a coordinate, relative to ‖v‖: the plain sums of a few dozen terms, and
 * ĥ by one orthogonalisation, whose error grows like 1/s.
 */
export const reflectionTolerance = (angle: { readonly sine: number }): number =>
  2 ** -40 * (1 + 2 ** -8 / angle.sine);

/**
 * Absolute error allowed to a unit eigenvector, to the angles that it makes, and to ‖Mv − λv‖/λmax: 2⁻⁴², two thousand
 * roundings, where the vector is made in some dozen passes over up to 64 coordinates.
 */
export const eigenvectorTolerance = 2 ** -42;

/**
 * |M v − fl(M v)|ᵢ of a matrix-free metric relative to (B|v|)ᵢ: each of the three coefficients carries a projection of
 * 14u, two norms of 7u, a cosine of 8u and four operations, and the sum two more.
 */
export const applyTolerance = 64 * unitRoundoff;

/** ψ up to which `denseConditionSlack` is below 2⁻¹⁰ at D = 24, so that errors of a per cent are seen: 89.9°. */
export const greatestProvenAngle = (89.9 * Math.PI) / 180;

/** u of the arithmetic that a rule computes in. Source: IEEE 754-2019, binary64 and binary32. */
export const unitRoundoffOf = (precision: 'float64' | 'float32'): number =>
  precision === 'float32' ? 2 ** -24 : 2 ** -53;

/**
 * |Δᵢ − Δᵢ*| of a rule that works out θ' and returns θ' − θ: eight roundings of numbers no larger than 2|θᵢ|, where
 * θ' is near θ, as it is for small steps; and the least positive number, to which θᵢ itself may underflow in binary32.
 */
export const displacementRoundoff = (theta: number, precision: 'float64' | 'float32'): number =>
  16 * unitRoundoffOf(precision) * Math.abs(theta) + (precision === 'float32' ? 2 ** -149 : leastPositive);

/**
 * Whether Δ may have been made as θ' − θ: then it is exact where ½ ≤ θ'ᵢ/θᵢ ≤ 2, and a multiple of half the spacing of
 * the numbers at θᵢ, u2ᵉ with 2ᵉ ≤ |θᵢ|. A Δ with digits below a quarter of that was made otherwise. In single
 * precision θ' is a number of it while θ need not be: then θᵢ + Δᵢ is one, up to a rounding in double precision.
 *
 * Source: Sterbenz, Floating-Point Computation (1974). Cost: O(D)
 */
export const mayBeDifference = (
  theta: Float64Array,
  delta: Float64Array,
  precision: 'float64' | 'float32',
): boolean => {
  for (let i = 0; i < theta.length; i++) {
    const grid = 2 ** (Math.floor(Math.log2(Math.abs(theta[i]!))) - 2) * unitRoundoffOf(precision);
    if (!(grid > 0) || delta[i]! % grid === 0) continue;
    const next = theta[i]! + delta[i]!;
    const isSingle = Math.abs(Math.fround(next) - next) <= 2 * unitRoundoff * Math.abs(theta[i]!);
    if (precision === 'float64' || !isSingle) return false;
  }
  return true;
};

/**
 * Bound on |fl(yᵀΔ) − yᵀΔ*|, where Δ* is what a rule means and Δ what it returns in floating point, componentwise:
 * Σᵢ rᵢ|Δᵢ| + k u (ŷᵢ|Δᵢ| + |yᵢ|Δ̂ᵢ) + |yᵢ|eᵢ + D·2⁻¹⁰⁷⁴ with k = D + 8(n + 1).
 *
 * eᵢ is the `displacementRoundoff` where Δ `mayBeDifference` of θ' and θ, else 0.
 * rᵢ bounds the rounding error of yᵢ. The dot product rounds D times. A rule makes Δᵢ from the gradients up to step n
 * in at most eight roundings a step, each relative to an intermediate result no greater than the largest |Δᵢ| so far
 * (Δ̂ᵢ) or linear in the largest |yᵢ| so far (ŷᵢ): averages and momenta cancel, and lose accuracy relative to their terms.
 *
 * A normwise bound would be exceeded by coordinate descent, which leaves most coordinates exactly as they are.
 *
 * Cost: O(D)
 */
export const updateProductBound = (terms: {
  readonly theta: Float64Array;
  readonly y: Float64Array;
  readonly gradientRoundoff: Float64Array;
  readonly delta: Float64Array;
  /** ŷ, shape (D). */
  readonly largestY: Float64Array;
  /** Δ̂, shape (D). */
  readonly largestDelta: Float64Array;
  /** n from 0. */
  readonly step: number;
  readonly precision: 'float64' | 'float32';
}): number => {
  const { theta, y, gradientRoundoff, delta, largestY, largestDelta, precision } = terms;
  const relative = (y.length + 8 * (terms.step + 1)) * unitRoundoffOf(precision);
  let bound = y.length * Number.MIN_VALUE;
  if (mayBeDifference(theta, delta, precision)) {
    for (let i = 0; i < y.length; i++) bound += Math.abs(y[i]!) * displacementRoundoff(theta[i]!, precision);
  }
  for (let i = 0; i < y.length; i++) {
    const moved = Math.abs(delta[i]!);
    bound += gradientRoundoff[i]! * moved;
    bound += relative * (largestY[i]! * moved + Math.abs(y[i]!) * largestDelta[i]!);
  }
  return bound;
};

/**
 * 2⁻⁷: a gradient that changes by no more than this share of its norm along a run counts as constant, so that a step
 * against it cannot be blamed on the size of the steps.
 */
export const constantGradientShare = 2 ** -7;

/**
 * Whether the squares of all coordinates, and sums of up to 10⁶ of them, stay in the normal range of the precision,
 * so that √Σv² and v/√v² are what they are in exact arithmetic: 2⁻⁵⁰⁰ ≤ max|vᵢ| ≤ 2⁵⁰⁰ (2⁻⁶⁰ … 2⁵⁰ in binary32).
 */
export const squaresInRange = (values: Float64Array, precision: 'float64' | 'float32'): boolean => {
  const { least, greatest } = squareRange(precision);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest >= least && largest <= greatest;
};

const squareRange = (
  precision: 'float64' | 'float32',
): { readonly least: number; readonly greatest: number } =>
  precision === 'float32' ? { least: 2 ** -60, greatest: 2 ** 50 } : { least: 2 ** -500, greatest: 2 ** 500 };

/**
 * Whether the square of every coordinate that is not 0 stays in the range of `squaresInRange`, so that rules which treat
 * coordinates one by one neither over- nor underflow.
 */
export const eachSquareInRange = (values: Float64Array, precision: 'float64' | 'float32'): boolean => {
  const { least, greatest } = squareRange(precision);
  return values.every((value) => value === 0 || (Math.abs(value) >= least && Math.abs(value) <= greatest));
};

/**
 * Size of θᵢ that is taken for ordinary, 2²⁰: a step of length 1 beside it still has four binary digits in single
 * precision (u = 2⁻²⁴), and no bound that was written with care has overflowed.
 */
export const ordinarySize = 2 ** 20;

/**
 * Whether η∂ᵢL, its product with θᵢ where that is not 0 (multiplicative rules), and the square of ∂ᵢL stay in the normal
 * range of the precision, so that Δᵢ = 0 is no underflow: |∂ᵢL| as in `squaresInRange`, the products at least 2⁻⁵⁰⁰
 * (2⁻⁶⁰ in binary32). And whether η∂ᵢL and a step of length 1 show beside θᵢ, for rules that return θ' − θ: at least
 * 4u|θᵢ|, twice what rounding θᵢ and the difference can swallow, and θᵢ of `ordinarySize`.
 */
export const displacementInRange = (
  terms: { readonly stepSize: number; readonly gradient: number; readonly theta: number },
  precision: 'float64' | 'float32',
): boolean => {
  const { stepSize, gradient, theta } = terms;
  const factor = theta === 0 ? 1 : Math.min(1, Math.abs(theta));
  return (
    squaresInRange(Float64Array.of(gradient), precision) &&
    stepSize * Math.abs(gradient) * factor >= squareRange(precision).least &&
    stepSize * Math.abs(gradient) >= 4 * unitRoundoffOf(precision) * Math.abs(theta) &&
    Math.abs(theta) <= ordinarySize
  );
};

/**
 * How far above its own rounding error a fall of the loss has to be before a rule is blamed for standing still: 2¹⁰.
 * A line search compares values of the loss, and may rightly give up where falls drown in rounding.
 */
export const visibleFall = 2 ** 10;

/**
 * Number of steps without a move after which a rule that picks one of D coordinates at random is taken to stand still:
 * 40 D. The chance that a rule that picks uniformly never picks a given coordinate is (1 − 1/D)^(40D) < e⁻⁴⁰.
 */
export const stepsBeforeStandstill = (dimension: number): number => 40 * dimension;

/**
 * Bound on |fl(θ + Δ) − (θ + Δ*)| for each coordinate, Δ* what the rule means: 8u(|θ'ᵢ| + |Δᵢ|), one rounding of the
 * sum and at most seven of Δᵢ.
 */
export const iterateRoundoff = (next: Float64Array, delta: Float64Array): Float64Array =>
  next.map((value, i) => 8 * unitRoundoff * (Math.abs(value) + Math.abs(delta[i]!)));

/**
 * Bound on the error of cos ψ = yᵀΔ/(‖y‖‖Δ‖) where yᵀΔ is known to within `bound`: y and Δ carry the errors that the
 * bound stands for, and those change ‖y‖‖Δ‖ by at most the same share, hence twice bound/(‖y‖‖Δ‖).
 *
 * @param norms ‖y‖‖Δ‖
 */
export const cosineRoundoff = (bound: number, norms: number): number => (2 * bound) / norms;

/**
 * What M g may differ from y where M is applied without its entries, relative to B|g| as in `mapsToTolerance`: the
 * three terms of M g come from two dot products of D terms, in at most D + 32 roundings each.
 */
export const matrixFreeTolerance = (dimension: number): number => gamma(dimension + 32);

/**
 * What κ of a dense metric of small dimension may come to where κ* is meant: rounding M by a relative perturbation e
 * of its largest eigenvalue moves the smallest by up to κ*e of itself, so that κ ≤ κ*(1 + e)/(1 − κ*e), e = 64γ₃₃.
 * Infinity where that says nothing.
 */
export const conditionNumberBound = (conditionNumber: number): number => {
  const perturbation = 64 * mapsToTolerance;
  const left = 1 - conditionNumber * perturbation;
  return left > 0 ? (conditionNumber * (1 + perturbation)) / left : Number.POSITIVE_INFINITY;
};

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

/** cos ψ down to which 1/c² and κ* ≤ 4/c² are doubles: 2⁻⁵⁰⁰. */
export const leastMetricCosine = 2 ** -500;

/** α/α* beyond which κ ≥ max(ρ, 1/ρ) is of no use and its products leave the range of doubles. */
export const metricRatioRange = { least: 2 ** -500, greatest: 2 ** 500 } as const;

/**
 * The least π/2 − ψ at which the optimal metric is positive definite after rounding, whatever its dimension:
 * λmin = α*(1 − s) ≥ α*δ²/2·(1 − δ²/12) against γ‖B‖ ≤ 3γα*, that is δ ≥ √(6γ) and a little.
 * Source: A3.
 */
export const denseAngleLimit = Math.sqrt(6 * gamma(denseEntryRoundings)) * (1 + 2 ** -20);

/** Exponents of eigenvalues above which no entry that matters to definiteness is subnormal: 2⁻⁹⁰⁰. */
export const normalExponent = -900;

/**
 * |uᵀg| of a vector at right angles to g whose coordinates were each rounded a few times: γ_{4(D+8)}|u|ᵀ|g|, which
 * allows for a projection u − g(gᵀu)/(gᵀg) with plain dot products.
 */
export const basisOrthogonality = (dimension: number): number => gamma(4 * (dimension + 8));

/**
 * |computed − Σ| of a dot product of n terms by Dot2: u|computed|/(1 − u) + 2γₙ² Σ|terms|, where the rounded value
 * and the rounded sum of absolute terms stand for the exact ones.
 * Source: Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005), proposition 5.5, each constant rounded up.
 */
export const dotTwoBound = (count: number, computed: number, absolute: number): number =>
  2 * unitRoundoff * Math.abs(computed) + 2 * gamma(count) ** 2 * absolute * (1 + gamma(count));

/**
 * What M g may differ from y, relative to B|g| with B = |y||y|ᵀ/(yᵀg) + |S| + α(I + |g||g|ᵀ/(gᵀg)): γ of the roundings
 * of an entry of a dense metric, `denseEntryRoundings`, and of its common factor α* (two norms of 7u, a cosine of
 * 8u, two quotients). Source: A5.
 */
export const mapsToTolerance = gamma(denseEntryRoundings + 24);

/** A number at most the real result whose rounding is x: below it by two units, and by one of 2⁻¹⁰⁷⁴. */
export const roundedDown = (x: number): number => x - 2 * unitRoundoff * Math.abs(x) - leastPositive;

/**
 * How far an entry of a gradient may be from the slope of the value before the loss is called wrong: a thousandth of
 * either, and 2⁻¹⁸ of the largest entry, so that gradients in single precision (unit 2⁻²⁴, some sixty roundings) and
 * careful difference quotients pass.
 */
export const gradientDisagreement = (entry: number, slope: number, largest: number): number =>
  2 ** -10 * Math.max(Math.abs(entry), Math.abs(slope)) + 2 ** -18 * largest;

/**
 * Relative error that every intermediate of a loss without a bound of its own is assumed to stay within: 1024
 * roundings. An assumption about code that nobody has analysed, not a bound.
 */
export const assumedRoundings = 1024 * unitRoundoff;

/**
 * How far a log-log slope between step sizes 64 apart may be from a whole number: terms of the next order, at most a
 * third of the leading one at the coarser step, turn it by log₂(4/3)/6 = 0.07.
 */
export const slopeAccuracy = 1 / 10;

/**
 * Relative distance from its limit that a difference at η = 2⁻¹⁶ may keep: terms of the next order at a thousand
 * times the leading coefficient are 1.5 % of it, and rounding errors u·2¹⁶ relative to the gradient.
 */
export const limitAccuracy = 1 / 20;

/**
 * Error allowed to quantities at the end of an integrated flow: a hundred local errors, as the tolerance of the
 * integrator bounds them, times the size of what is compared. Flows along which the loss falls do not amplify errors
 * of the loss by more over the short times in use.
 */
export const flowAccuracy = (tolerance: number, size: number): number => 100 * tolerance * size;

/**
 * Bound on |D̄Lᵀ Δ − (L(θ') − L(θ))| of a discrete gradient that was computed in doubles, for points of about the
 * size that a loss is used at: 2⁻³⁶ of every quantity that enters, which is 10⁵ roundings. D̄L inherits the roundings
 * of the points that it is evaluated at, and those are amplified by no more than the terms of the loss cancel.
 *
 * @param size Σ(|∇L(θ)| + |∇L(θ')| + |D̄L|)ᵢ|Δᵢ| + |L(θ)| + |L(θ')|
 * @param drop bound on the rounding error of L(θ') − L(θ)
 */
export const secantRoundoff = (size: number, drop: number): number => 2 ** -36 * size + drop;

/**
 * Bound on the error of three-point Gauss–Legendre quadrature on n equal panels of ∫₀¹K′dσ, K(σ) = log Σ exp(a_c + d_cσ),
 * d_c within a range of R: (R/2)⁷/(3699 n⁶).
 *
 * A panel of width h is off by h⁷ max|K⁽⁷⁾|·3!⁴/(7·6!³), so that n of them are by max|K⁽⁷⁾|/(2016000 n⁶). Shifting all d_c
 * changes no K⁽⁷⁾: let |d_c| ≤ R/2. At σ + iτ the terms of the sum point within ±τR/2 of each other's middle, so that
 * it is at least cos(τR/2) of its value at σ, and |K′| ≤ (R/2)/cos(τR/2). By Cauchy's estimate on a circle of radius
 * 2x/R, |K⁽⁷⁾| ≤ 6!(R/2)⁷/(x⁶ cos x), below 545 (R/2)⁷ at x = 4/3.
 * Source: Abramowitz, Stegun, Handbook of Mathematical Functions (1964), 25.4.30.
 */
export const panelQuadratureError = (panels: number, range: number): number =>
  (range / 2) ** 7 / (3699 * panels ** 6);

/**
 * Relative agreement asked of two formulas in a few dozen well-conditioned operations: 2⁻⁴⁰, some 8000 roundings.
 */
export const formulaRoundoff = (size: number): number => 2 ** -40 * size;

/**
 * Bound on |fl(yᵀg) − fl(½xᵀQx)| of y = −Px and g = Ax in plain arithmetic, P the computed solution of AᵀP + PA = −Q:
 * (2n³γ₃ₙ + 2γ_{3D+2}) max|P| ‖A‖₁ ‖x‖₁², n = D².
 *
 * Gaussian elimination solves (K + E)p = −q exactly, ‖E‖∞ ≤ n²γ₃ₙρ‖K‖∞, with ‖K‖∞ ≤ 2‖A‖₁ here and a growth ρ that partial
 * pivoting keeps within n but on matrices made for it. So AᵀP + PA + Q has entries up to R = 2n³γ₃ₙ‖A‖₁ max|P|, and
 * yᵀg − ½xᵀQx = −½xᵀ(AᵀP + PA + Q)x is at most R‖x‖₁²/2, twice which is allowed. The sums on the diagonal of K and the mean
 * of P and Pᵀ take a rounding each and Px, Ax and their product 3D, relative to max|P| ‖A‖₁‖x‖₁²; ½xᵀQx takes 2D, relative
 * to no more, since |Q| ≤ 2‖A‖₁ max|P| + R.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), theorem 9.5 and section 9.4.
 *
 * @param terms.dimension D @param terms.matrix ‖A‖₁ @param terms.solution max|P| @param terms.point ‖x‖₁
 */
export const lyapunovRoundoff = (terms: {
  readonly dimension: number;
  readonly matrix: number;
  readonly solution: number;
  readonly point: number;
}): number => {
  const equations = terms.dimension ** 2;
  const relative = 2 * equations ** 3 * gamma(3 * equations) + 2 * gamma(3 * terms.dimension + 2);
  return relative * terms.solution * terms.matrix * terms.point ** 2;
};

/**
 * |fl(M h) − λ h|ᵢ of an eigenvector h = H eₖ of M = H diag(λ) H built in doubles, H = I − 2wwᵀ/(wᵀw) with small
 * integers w: entries of H are off by 4u, so entries of M by λmax(8√D u + γ_{D+2}), the product with h by √D times
 * that, 8√D u λmax for h itself and γ_D λmax for its own sum.
 */
export const spectralResidualBound = (size: number, largest: number): number =>
  gamma(2 * size * Math.ceil(Math.sqrt(size)) + 20 * size + 20) * largest;

/**
 * Bound on |Δᵢ − Δ′ᵢ| of two computations of the same displacement, each of at most D + 8(n + 1) roundings relative to
 * the largest |Δᵢ| that has occurred so far: a reduction over D coordinates, and eight operations a step; both err, and
 * each underflows at most as often.
 *
 * @param terms.step n from 0 @param terms.largest the largest |Δᵢ| so far in either computation
 */
export const comparedUpdateBound = (terms: {
  readonly dimension: number;
  readonly step: number;
  readonly precision: 'float64' | 'float32';
  readonly largest: number;
}): number => {
  const roundings = terms.dimension + 8 * (terms.step + 1);
  const least = terms.precision === 'float32' ? 2 ** -149 : leastPositive;
  return 2 * roundings * (unitRoundoffOf(terms.precision) * terms.largest + least);
};

/**
 * What rounding can do to a displacement that is computed as fl(θ + Δ) − θ, in each of two runs: 4u|θᵢ|.
 */
export const parameterRoundoff = (theta: number, precision: 'float64' | 'float32'): number =>
  4 * unitRoundoffOf(precision) * theta;

/**
 * How far inputs are moved to learn how a computation answers rounding errors: by up to 4u, a few units in the last
 * place.
 */
export const inputPerturbation = (precision: 'float64' | 'float32'): number => 4 * unitRoundoffOf(precision);

/**
 * What the change under random perturbations of 4u is multiplied by before it bounds what rounding errors do: 64, for
 * a computation of up to 256 roundings of u, the worst of which is as bad as all of the perturbations together.
 */
export const spreadFactor = 64;

/**
 * Magnitudes whose fourth powers, divided or multiplied by as much again, stay in the normal range: within 2^±200 in
 * binary64 and 2^±25 in binary32, so that a change of scale by a power of two commutes with every rounding.
 */
export const scalableRange = (
  precision: 'float64' | 'float32',
): { readonly least: number; readonly greatest: number } => {
  const exponent = precision === 'float32' ? 25 : 200;
  return { least: 2 ** -exponent, greatest: 2 ** exponent };
};

/**
 * Gradients that are far beyond all others, and beyond constants up to 1 in a rule's code: 2⁴⁰ times, and 2⁸⁰ times
 * (2²⁴ and 2⁴⁰ in binary32), so that averages with weights down to 2⁻¹⁶ are theirs in either case. Fifth powers up to
 * `greatest` stay in range in binary64, squares in binary32.
 */
export const saturationRange = (
  precision: 'float64' | 'float32',
): { readonly beyond: number; readonly factor: number; readonly greatest: number } =>
  precision === 'float32'
    ? { beyond: 2 ** 24, factor: 2 ** 16, greatest: 2 ** 48 }
    : { beyond: 2 ** 40, factor: 2 ** 40, greatest: 2 ** 200 };

/**
 * How far apart two displacements near the same limit may be: half of the smaller. Rules that reach their limit are
 * within 2⁻⁸ of it in `saturationRange`, and |∂ᵢL|ᵖ has grown beyond that from p = 1/64 on (1/27 in binary32).
 */
export const saturated = (smaller: number): number => smaller / 2;

/** What is left of earlier steps beside a limit that happens to be 0, and of sums that cancel: 2⁻¹⁰ of the largest |Δᵢ|. */
export const saturationNoise = (largest: number): number => 2 ** -10 * largest;

/**
 * Relative accuracy at which a step counts as that of gradient descent: 2⁻¹⁰ (2⁻⁶ in binary32). Difference quotients of
 * a linear loss at the origin lose half of the digits at worst; a factor that is off, such as that of a batch, shows.
 */
export const calibrationAccuracy = (precision: 'float64' | 'float32'): number =>
  precision === 'float32' ? 2 ** -6 : 2 ** -10;

/**
 * A power of two w such that multiples of w up to twice the given magnitude, and sums of two of them, are exact: the
 * magnitude lies between 2²¹ w and 2²² w in binary32, whose 24 bits that uses up, and between 2²² w and 2²³ w in
 * binary64; that of 1 for 0.
 */
export const gridWidth = (magnitude: number, precision: 'float64' | 'float32'): number => {
  const bits = precision === 'float32' ? 21 : 22;
  return magnitude === 0 ? 2 ** -bits : 2 ** (Math.floor(Math.log2(magnitude)) - bits);
};

/**
 * |Δᵢ| up to which its sign may be that of rounding errors where a rule computes it as fl(f(θᵢ)) − θᵢ with an f of up
 * to sixteen roundings: 16u|θᵢ|.
 */
export const signRoundoff = (theta: number, precision: 'float64' | 'float32'): number =>
  16 * unitRoundoffOf(precision) * Math.abs(theta);

/**
 * Whether noise is so small a share of a displacement that staying within it counts as agreement: 2⁻²⁰ of the largest
 * |Δᵢ| so far in binary64, 2⁻⁶ in binary32. Formulas such as 1 − βᵗ lose up to thirteen bits, and the factor of safety
 * of `spreadFactor` takes eight more; where a rule loses much more than that, as the sign of a sum near 0 does,
 * nothing is decided.
 */
export const smallNoise = (largest: number, precision: 'float64' | 'float32'): number =>
  (precision === 'float32' ? 2 ** -6 : 2 ** -20) * largest;

/** The distance of x ≠ 0 from the next number of the precision: 2u·2^⌊log₂|x|⌋, and the least positive one for 0. */
export const unitInTheLastPlace = (x: number, precision: 'float64' | 'float32'): number => {
  const least = precision === 'float32' ? 2 ** -149 : leastPositive;
  return Math.max(2 * unitRoundoffOf(precision) * 2 ** Math.floor(Math.log2(Math.abs(x))), least);
};

/**
 * Bound, relative to |Δᵢ|, on what two ways to compute corrections 1 − βᵗ differ by: 8u Σ β/(1 − β) over the hyperparameters
 * β in [0, 1), some of which are decay rates.
 *
 * βᵗ by t products is off by tuβᵗ, and tβᵗ/(1 − βᵗ) ≤ β/(1 − β) at every t ≥ 1; β itself rounded to the precision adds
 * as much, and so does 1 − β beside it; both computations err. Moving β by a few u does not show this: neighbours of
 * β have nearly the same errors, and averages with weights 1 − β cancel the rest.
 *
 * @param hyperparameters null where they are unknown: one β of 0.9999, the largest in common use, is assumed
 */
export const correctionRoundoff = (
  hyperparameters: readonly number[] | null,
  precision: 'float64' | 'float32',
): number => {
  const rates = hyperparameters ?? [0.9999];
  const loss = rates.reduce((sum, beta) => sum + (beta >= 0 && beta < 1 ? beta / (1 - beta) : 0), 0);
  return 8 * unitRoundoffOf(precision) * loss;
};

/**
 * Widths h, relative, over which sixth differences are taken, and what a smooth f such as a quotient of roots leaves of
 * them that is no noise, relative to |f|: at most h⁶·6!, below 2⁻⁵⁰ at 2⁻¹⁰ in binary64 and below 2⁻²⁰ at 2⁻⁵ in
 * binary32, which counts as none. The rest is the noise of f at seven points too far apart to share it. In binary64 a
 * width of 2⁻⁵ shows errors that are the same within a thousandth, as those of the few bits are that cancellation leaves.
 * Source: Moré and Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
 */
export const differenceWidths = (
  precision: 'float64' | 'float32',
): readonly { readonly width: number; readonly smooth: number }[] =>
  precision === 'float32'
    ? [{ width: 2 ** -5, smooth: 0 }]
    : [
        { width: 2 ** -10, smooth: 0 },
        { width: 2 ** -5, smooth: 720 * 2 ** -30 },
      ];

/**
 * What the largest of a few sixth differences, scaled to the size of one error, is multiplied by before it bounds the
 * noise of a computation: 16. That all of three samples stay below a sixteenth of the error in question is
 * possible only where such an error is rare.
 */
export const noiseFactor = 16;

/**
 * What rounding of a direction computed from numbers of size 1, such as 2/(1 + e^{∂ᵢL}) − 1, does to Δᵢ = η gᵢ: 16uη.
 */
export const directionRoundoff = (stepSize: number, precision: 'float64' | 'float32'): number =>
  16 * unitRoundoffOf(precision) * stepSize;

/**
 * Least λmin/λmax at which the smallest computed eigenvalue of a symmetric D × D matrix is known to be positive: the
 * decomposition is backward stable, with an error of a modest multiple of Du λmax; 16Du leaves room.
 * Source: Golub and Van Loan, Matrix Computations (2013), 8.3.
 */
export const eigenvalueFloor = (dimension: number): number => 16 * dimension * unitRoundoff;

/**
 * Exponent of α* from which the rounded entries of a dense metric keep the digits that M g = y is judged by: 2⁻¹⁰²² is
 * the least normal number, and terms 2⁵³ times as large cancel in an entry.
 */
export const denseExponentFloor = -1022 + 53;
