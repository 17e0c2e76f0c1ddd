import type { Loss } from '../../types/loss.ts';

/** A loss on the coordinates of another, with the shapes that these have there. */
export const withShapesOf = ({ parameters }: Loss, loss: Loss): Loss =>
  parameters ? { ...loss, parameters } : loss;
