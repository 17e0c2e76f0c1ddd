import { linearLoss, type Plane } from '../../losses/derived/linearLoss.ts';
import { withShapesOf } from '../../losses/derived/withShapes.ts';
import type { Loss } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';

/** The plane L(θ) = dᵀθ with d = ∇L(θ₀) of the case: the gradient of its start, everywhere and for good. */
export const planeAtStart = ({ loss, scenario }: Setting): Loss => {
  const start = Float64Array.from(scenario.theta);
  const plane: Plane = {
    level: 0,
    slope: loss.gradient(start, 0),
    centre: new Float64Array(start.length),
  };
  return withShapesOf(
    loss,
    linearLoss(start.length, () => plane),
  );
};
