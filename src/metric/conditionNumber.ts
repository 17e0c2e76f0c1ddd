/**
 * κ* = (1+s)/(1−s) = ((1+s)/c)², the least condition number of a symmetric positive definite M with M g = y.
 *
 * Source: P5. The second form, since the first loses every digit near 90°.
 * @param pair an effective pair (only its angle matters)
 * @returns κ* ≥ 1; Infinity where it exceeds the range of doubles (π/2 − ψ below 10⁻¹⁵⁴)
 * Accuracy: a few u. Cost: O(1).
 */
export const minimumConditionNumber = (pair: { readonly cosine: number; readonly sine: number }): number =>
  ((1 + pair.sine) / pair.cosine) ** 2;
