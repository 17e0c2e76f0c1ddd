import type { RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** L(θ + rξ, t), shape of ξ (D). */
export const valueAlong = ({ theta, loss, time }: RuleContext, direction: Vector, distance: number): number =>
  loss.value(
    theta.map((x, i) => x + distance * direction[i]!),
    time,
  );

/** The same number where it is finite, and 0 where a difference of losses overflowed. */
export const finiteOrNothing = (quotient: number): number => (Number.isFinite(quotient) ? quotient : 0);
