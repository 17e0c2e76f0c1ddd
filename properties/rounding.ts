import { denseEntryRoundings, gamma, leastPositive, unitRoundoff } from '../src/linalg/rounding.ts';

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
