import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/**
 * V = L(θ) + (b/2η) ‖d₋‖², d₋ = θ − θ₋: for every β-smooth L, 0 ≤ b < 1 and 0 < η ≤ 2(1−b)/β the heavy ball
 * θ' = θ − η∇L + b d₋ obeys V' − V ≤ −(b/2η)‖d − d₋‖² − ((1−b)/η − β/2)‖d‖², d = θ' − θ.
 *
 * Source: P13; the threshold on η is sharp.
 * @param theta θ, shape (D)
 * @param last d₋, shape (D)
 */
export const heavyBallEnergy = (
  loss: Loss,
  rule: { readonly stepSize: number; readonly momentum: number },
  theta: Vector,
  last: Vector,
): number => loss.value(theta) + (rule.momentum / (2 * rule.stepSize)) * squaredNorm(last);

/** θ' = θ − η∇L(θ) + b d₋, shape (D). Source: Polyak, USSR Comput. Math. 4 (1964). */
export const heavyBallStep = (
  loss: Loss,
  rule: { readonly stepSize: number; readonly momentum: number },
  theta: Vector,
  last: Vector,
): Vector => {
  const gradient = loss.gradient(theta);
  return theta.map((entry, i) => entry - rule.stepSize * gradient[i]! + rule.momentum * last[i]!);
};

const squaredNorm = (x: Vector): number => x.reduce((sum, entry) => sum + entry * entry, 0);
