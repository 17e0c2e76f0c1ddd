import type { Random, Vector } from '../../types/vector.ts';

/**
 * x − (2 vᵀx / vᵀv) v, the reflection at the plane at right angles to v; its own inverse and transpose.
 *
 * Accuracy: within γ_{D+3} ‖x‖ in each coordinate. Source: Householder, J. ACM 5 (1958). Cost: O(D).
 */
export const reflect = (values: Vector, normal: Vector): Vector => {
  let product = 0;
  let square = 0;
  for (let i = 0; i < values.length; i++) {
    product += normal[i]! * values[i]!;
    square += normal[i]! ** 2;
  }
  const factor = (2 * product) / square;
  return values.map((value, i) => value - factor * normal[i]!);
};

/** The normal of a dense reflection, D ≥ 2: the first coordinate is 1, each other one of ±2, ±3. */
export const drawNormal = (dimension: number, random: Random): Vector =>
  Float64Array.from({ length: dimension }, (_, i) => {
    const size = random() < 0.5 ? 2 : 3;
    return i === 0 ? 1 : random() < 0.5 ? -size : size;
  });
