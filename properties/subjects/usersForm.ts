import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';

/** A loss as a user writes it for `fuzz --loss`, with everything stated that the loss states. */
export const usersForm = (
  loss: Loss,
  { roundoff }: { readonly roundoff: boolean },
): Readonly<Record<string, unknown>> => ({
  name: loss.name,
  dimension: loss.dimension,
  // The number of parameters says whether a loss varies in time.
  ...(loss.facts.timeVarying
    ? {
        value: (theta: Vector, time: number) => loss.value(theta, time),
        gradient: (theta: Vector, time: number) => loss.gradient(theta, time),
        timeDerivative: loss.timeDerivative,
      }
    : {
        value: (theta: Vector) => loss.value(theta),
        gradient: (theta: Vector) => loss.gradient(theta),
      }),
  ...(roundoff && { roundoff: (theta: Vector, time: number) => loss.roundoff(theta, time) }),
  differentiable: loss.differentiable,
  convex: loss.facts.convex,
  smoothness: loss.smoothness,
  strongConvexity: loss.strongConvexity,
  minimum: loss.minimum,
  degree: loss.facts.degree,
});
