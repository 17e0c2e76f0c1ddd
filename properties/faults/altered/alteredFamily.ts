import type { Loss, LossFamily } from '../../../src/types/loss.ts';
import type { Json, Vector } from '../../../src/types/vector.ts';

/** A family whose members are wrong in one way. */
export const alteredFamily = (
  family: LossFamily,
  change: (loss: Loss, parameters: Json) => Partial<Loss>,
): LossFamily => ({
  ...family,
  build(parameters) {
    const loss = family.build(parameters);
    return { ...loss, ...change(loss, parameters) };
  },
});

/** A family whose members have another gradient than their value. */
export const withGradient = (
  family: LossFamily,
  change: (gradient: Vector, theta: Vector) => Vector,
): LossFamily =>
  alteredFamily(family, (loss) => ({
    gradient: (theta, time) => change(loss.gradient(theta, time), theta),
  }));
