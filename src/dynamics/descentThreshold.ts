import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { lossDrop } from './lossDrop.ts';

/**
 * The step size at which L(θ + η g) stops to be below L(θ), bracketed between one at which it fell and one at
 * which it did not, both for certain, by doubling and bisection.
 *
 * Source: P11. Along a direction on which L is convex there is one such η; otherwise one of several is found, between
 * the last η at which doubling sees it fall and the first at which it sees it rise.
 * @param theta θ, shape (D)
 * @param direction g, shape (D)
 * @param accuracy relative width of the bracket, > 0
 * @returns undefined where the loss does not fall at `start`, or never stops to fall up to 2¹⁰⁰ of it
 * Cost: some ten to a hundred losses.
 */
export const descentThreshold = (
  loss: Loss,
  theta: Vector,
  direction: Vector,
  search: { readonly start: number; readonly accuracy: number },
): { readonly falls: number; readonly rises: number } | undefined => {
  const fell = (eta: number): boolean | undefined => {
    const { drop, bound } = lossDrop(
      loss,
      theta,
      theta.map((entry, i) => entry + eta * direction[i]!),
    );
    return drop > bound ? true : drop < -bound ? false : undefined;
  };
  if (!fell(search.start)) return undefined;
  let falls = search.start;
  let rises = falls;
  for (let k = 0; k < 100 && fell(rises) !== false; k++) {
    if (fell(rises)) falls = rises;
    rises *= 2;
  }
  if (fell(rises) !== false) return undefined;
  while (rises - falls > search.accuracy * falls) {
    const middle = (falls + rises) / 2;
    const verdict = fell(middle);
    // At the threshold itself nothing is certain: the bracket closes in from both sides.
    const [low, high] =
      verdict === undefined ? [(falls + middle) / 2, (middle + rises) / 2] : [middle, middle];
    const [lower, upper] = [fell(low) === true, fell(high) === false];
    if (lower) falls = low;
    if (upper) rises = high;
    if (!lower && !upper) break;
  }
  return { falls, rises };
};
