import { roundedUp } from '../../linalg/rounding.ts';
import type { Vector } from '../../types/vector.ts';

/**
 * ‖XXᵀ‖_F ≥ λmax(XᵀX): an upper bound that is attained where all rows are parallel, and at most √n too large.
 *
 * Accuracy: rounded up. Products of different rows may cancel, but err by at most γ_D of the product of their norms,
 * which the diagonal holds without cancellation.
 * @param rows X, n rows of shape (D)
 * Cost: O(n² D).
 */
export const largestEigenvalueBound = (rows: readonly Vector[]): number => {
  let square = 0;
  for (const a of rows) {
    for (const b of rows) {
      let product = 0;
      for (let j = 0; j < a.length; j++) product += a[j]! * b[j]!;
      square += product * product;
    }
  }
  return roundedUp(Math.sqrt(square));
};
