import { gamma, roundedDown, roundedUp, underflow } from '../../linalg/rounding.ts';
import type { Loss, LossFacts } from '../../types/loss.ts';
import { steadyFacts } from '../data/facts.ts';
import { type Point, polygonOf } from './polygon.ts';

/** What determines L(θ) = β/2 ‖θ‖² − (β − μ)/2 dist²(θ, C). */
export interface DistanceToPolygon {
  readonly name: string;
  /** β. */
  readonly smoothness: number;
  /** μ, 0 ≤ μ ≤ β. */
  readonly strongConvexity: number;
  /** Of C, anticlockwise. */
  readonly vertices: readonly Point[];
}

/** What holds of every such loss. */
export const distanceFacts: LossFacts = {
  ...steadyFacts,
  convex: true,
  smooth: true,
  degree: Number.POSITIVE_INFINITY,
};

/**
 * L(θ) = β/2 ‖θ‖² − (β − μ)/2 dist²(θ, C), ∇L = μθ + (β − μ) P_C(θ): β-smooth and μ-strongly convex for every closed
 * convex C, since P_C is firmly nonexpansive. Its minimum is 0, at 0, where 0 ∈ C; otherwise it is
 * −β(β − μ)‖P_C(0)‖²/(2μ).
 *
 * Source: Goujaud, Taylor and Dieuleveut, arXiv:2307.11291.
 * Accuracy: the error of P_C, and 8 roundings. Cost: O(vertices).
 * @throws RangeError unless 0 ≤ μ ≤ β, β > 0, C is a convex polygon, and 0 lies clearly inside of it or, where μ > 0,
 * clearly outside
 */
export const distanceLoss = ({
  name,
  smoothness: beta,
  strongConvexity: mu,
  vertices,
}: DistanceToPolygon): Loss => {
  if (!(beta > 0 && mu >= 0 && mu <= beta)) {
    throw new RangeError(`strongConvexity: must be in [0, smoothness], got ${mu} of ${beta}`);
  }
  const polygon = polygonOf(vertices);
  const place = polygon.contains(0, 0);
  if (place === 'undecided' || (place === 'outside' && mu === 0)) {
    throw new RangeError(
      `vertices: 0 must be inside (or outside where μ > 0), got ${JSON.stringify(vertices)}`,
    );
  }
  const rest = beta - mu;
  return {
    name,
    dimension: 2,
    facts: distanceFacts,
    value(theta) {
      const [x, y] = [theta[0]!, theta[1]!];
      const [px, py] = polygon.project(x, y);
      return (beta / 2) * (x * x + y * y) - (rest / 2) * ((x - px) ** 2 + (y - py) ** 2);
    },
    gradient(theta) {
      const [x, y] = [theta[0]!, theta[1]!];
      const [px, py] = polygon.project(x, y);
      return Float64Array.of(mu * x + rest * px, mu * y + rest * py);
    },
    roundoff(theta) {
      const [x, y] = [theta[0]!, theta[1]!];
      const { point, error } = polygon.projectWithin(x, y);
      const distance = Math.hypot(x - point[0], y - point[1]);
      const size = (beta / 2) * (x * x + y * y) + (rest / 2) * distance * distance;
      const slopeError = (t: number, p: number): number =>
        roundedUp(rest * error + gamma(5) * (mu * Math.abs(t) + rest * Math.abs(p)) + 4 * underflow);
      return {
        value: roundedUp(gamma(10) * size + (rest / 2) * (2 * distance + error) * error + 8 * underflow),
        gradient: Float64Array.of(slopeError(x, point[0]), slopeError(y, point[1])),
      };
    },
    smoothness: beta,
    ...(mu > 0 && { strongConvexity: mu }),
    ...(place === 'inside'
      ? { minimum: 0, landmarks: [{ kind: 'minimum', theta: new Float64Array(2) }] }
      : { minimum: leastOutside(polygon.projectWithin(0, 0), beta, mu) }),
  };
};

/** At most −β(β − μ)‖P_C(0)‖²/(2μ). */
const leastOutside = (
  { point, error }: { readonly point: Point; readonly error: number },
  beta: number,
  mu: number,
): number => {
  const distance = Math.hypot(point[0], point[1]) + error;
  return roundedDown((-(1 + gamma(16)) * (beta * (beta - mu) * distance * distance)) / (2 * mu));
};
