import { gamma } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** Differences of a higher order than this are lost in rounding. */
const greatestDegree = 8;

/** θ is rounded to multiples of this, so that the points of a line are exact. */
const grid = 2 ** -10;

/**
 * Which difference shows that a loss is no polynomial of the degree that it states; undefined where none does.
 *
 * Σₖ (−1)ᵏ C(n, k) L(θ + k d) = 0 for n = degree + 1 and any d, beyond the bounds on the values: along the diagonal and
 * along a few coordinates.
 *
 * @param theta θ, shape (D), rounded to multiples of 2⁻¹⁰
 * Cost: at most 5 (degree + 2) values and bounds.
 */
export const degreeFault = (loss: Loss, theta: Vector, time: number): string | undefined => {
  const { degree } = loss.facts;
  if (!(degree <= greatestDegree)) return undefined;
  const order = degree + 1;
  const start = theta.map((entry) => Math.round(entry / grid) * grid);
  const diagonal = start.map((_, i) => (i % 2 === 0 ? 1 : -1));
  const axes = Array.from({ length: Math.min(4, start.length) }, (_, i) =>
    start.map((__, j) => (i === j ? 1 : 0)),
  );
  for (const direction of [diagonal, ...axes]) {
    let [sum, size, errors, weight] = [0, 0, 0, 1];
    for (let k = 0; k <= order; k++) {
      const at = start.map((entry, i) => entry + k * direction[i]!);
      const value = loss.value(at, time);
      sum += (k % 2 === 0 ? weight : -weight) * value;
      size += weight * Math.abs(value);
      errors += weight * loss.roundoff(at, time).value;
      weight = (weight * (order - k)) / (k + 1);
    }
    if (Math.abs(sum) > 2 * (errors + gamma(order + 2) * size)) {
      return `value is no polynomial of its stated degree ${degree}: its difference of order ${order} is ${sum} from θ = [${start.subarray(0, 8)}] on`;
    }
  }
  return undefined;
};
