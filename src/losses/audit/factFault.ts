import { formulaRoundoff, gamma } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { gradientDisagreement } from './rounding.ts';

/** How many coordinates are probed: enough to see a wrong constant, few enough for long vectors. */
const probes = 16;

/** Power iterations towards the greatest curvature, and towards the least. */
const turns = { greatest: 8, least: 16 } as const;

/** Steps downhill in search of a value below the stated minimum. */
const descents = 40;

/** Distance, relative to a coordinate, at which a stated curvature says more of a value than its rounding error. */
const close = 2 ** -44;

/**
 * Which stated fact a loss contradicts around θ: its minimum, convexity, β or μ. Undefined where it contradicts none.
 *
 * Each is an inequality between values or gradients at two points, with the bounds on their rounding errors on top, so
 * that a fact that holds is never doubted: ‖∇L(a) − ∇L(b)‖ ≤ β‖a − b‖, (∇L(a) − ∇L(b))ᵀ(a − b) ≥ μ‖a − b‖², and
 * |L(b) − L(a) − ∇L(a)ᵀ(b − a)| ≤ ½β‖b − a‖². Points are a unit away along coordinates, then along the directions of
 * greatest and of least curvature; for the minimum downhill.
 *
 * @param theta θ, shape (D) @param time t
 * Cost: two gradients and bounds for each of at most 40 directions, and 40 values and gradients for a minimum.
 */
export const factFault = (loss: Loss, theta: Vector, time: number): string | undefined =>
  minimumFault(loss, theta, time) ?? curvatureFault(loss, theta, time) ?? closeValueFault(loss, theta, time);

const minimumFault = (loss: Loss, theta: Vector, time: number): string | undefined => {
  const { minimum } = loss;
  if (minimum === undefined) return undefined;
  let [at, value] = [theta, loss.value(theta, time)];
  let step = 1 / (loss.smoothness || 1);
  for (let k = 0; k <= descents; k++) {
    if (value < minimum - loss.roundoff(at, time).value - formulaRoundoff(Math.abs(minimum))) {
      return `value is ${value}, below its stated minimum ${minimum}, at θ = [${at.subarray(0, 8)}]`;
    }
    const gradient = loss.gradient(at, time);
    const lower = at.map((entry, i) => entry - step * gradient[i]!);
    const found = loss.value(lower, time);
    if (found < value) [at, value, step] = [lower, found, 2 * step];
    else step /= 4;
  }
  return undefined;
};

/** How the gradient changes on the way from θ to θ + δ. */
interface Secant {
  /** δ, exactly as rounded. */
  readonly delta: Vector;
  readonly distance: number;
  /** ∇L(θ + δ) − ∇L(θ). */
  readonly change: Vector;
  /** What rounding may have added to ‖change‖. */
  readonly noise: number;
}

const curvatureFault = (loss: Loss, theta: Vector, time: number): string | undefined => {
  const { smoothness, strongConvexity, facts } = loss;
  if (smoothness === undefined && strongConvexity === undefined && !facts.convex) return undefined;
  const secantTo = secantsFrom(loss, theta, time);
  const seen: Secant[] = [];
  const look = (direction: Vector): string | undefined => {
    const secant = secantTo(direction);
    if (!(secant.distance > 0 && secant.change.every(Number.isFinite))) return undefined;
    seen.push(secant);
    return secantFault(loss, secant, theta);
  };
  for (let i = 0; i < Math.min(probes, theta.length); i++) {
    const fault = look(theta.map((_, k) => (k === i ? 1 : 0)));
    if (fault) return fault;
  }
  const curvature = ({ change, distance }: Secant): number => norm(change) / distance;
  const greatest = seen.toSorted((a, b) => curvature(b) - curvature(a))[0];
  if (!greatest) return undefined;
  for (let k = 0, at = greatest; k < turns.greatest; k++, at = seen.at(-1)!) {
    const fault = look(unit(at.change));
    if (fault) return fault;
  }
  const shift = Math.max(...seen.map(curvature));
  const least = seen.toSorted((a, b) => along(a) - along(b))[0]!;
  for (let k = 0, at = least; k < turns.least; k++, at = seen.at(-1)!) {
    const fault = look(unit(at.delta.map((entry, i) => shift * entry - at.change[i]!)));
    if (fault) return fault;
  }
  return undefined;
};

const secantsFrom = (loss: Loss, theta: Vector, time: number) => {
  const gradient = loss.gradient(theta, time);
  const errors = loss.roundoff(theta, time).gradient;
  return (direction: Vector): Secant => {
    const moved = theta.map((entry, i) => entry + direction[i]!);
    const slope = loss.gradient(moved, time);
    const others = loss.roundoff(moved, time).gradient;
    const delta = moved.map((entry, i) => entry - theta[i]!);
    const change = slope.map((entry, i) => entry - gradient[i]!);
    const rounding = 2 * norm(errors.map((e, i) => e + others[i]!));
    const noise = rounding + gradientDisagreement(norm(change), 0, norm(slope) + norm(gradient));
    return { delta, distance: norm(delta), change, noise };
  };
};

/** changeᵀδ/‖δ‖². */
const along = ({ delta, distance, change }: Secant): number =>
  change.reduce((sum, entry, i) => sum + (entry / distance) * (delta[i]! / distance), 0);

const secantFault = (loss: Loss, secant: Secant, theta: Vector): string | undefined => {
  const { smoothness: beta, strongConvexity: mu, facts } = loss;
  const { distance, change, delta, noise } = secant;
  const where = `between θ = [${theta.subarray(0, 8)}] and θ + [${delta.subarray(0, 8)}]`;
  const growth = along(secant);
  if (beta !== undefined && norm(change) > beta * distance + noise) {
    return `gradient changes by ${norm(change) / distance} per unit, more than its stated smoothness ${beta}, ${where}`;
  }
  if (mu !== undefined && growth * distance < mu * distance - noise) {
    return `gradient grows by ${growth} per unit, less than its stated strong convexity ${mu}, ${where}`;
  }
  if (facts.convex && growth * distance < -noise) {
    return `gradient falls by ${-growth} per unit, but the loss is stated to be convex, ${where}`;
  }
  return undefined;
};

/** So close to θ that nothing but its rounding error can take the value away from its tangent. */
const closeValueFault = (loss: Loss, theta: Vector, time: number): string | undefined => {
  const { smoothness } = loss;
  if (smoothness === undefined) return undefined;
  const [value, gradient, error] = [
    loss.value(theta, time),
    loss.gradient(theta, time),
    loss.roundoff(theta, time),
  ];
  for (let i = 0; i < Math.min(probes, theta.length); i++) {
    const moved = theta.with(i, theta[i]! + close * Math.max(1, Math.abs(theta[i]!)));
    const distance = moved[i]! - theta[i]!;
    const there = loss.value(moved, time);
    const rise = gradient[i]! * distance;
    const rounding =
      error.value +
      loss.roundoff(moved, time).value +
      (error.gradient[i]! + gradientDisagreement(gradient[i]!, 0, norm(gradient))) * distance +
      gamma(2) * Math.abs(there - value);
    const gap = Math.abs(there - value - rise);
    if (gap > rounding + smoothness * distance * distance) {
      return `value at θ + ${distance} along coordinate ${i} is ${gap} off the tangent, where its stated smoothness ${smoothness} and rounding errors allow ${rounding + (smoothness * distance * distance) / 2}, at θ = [${theta.subarray(0, 8)}]`;
    }
  }
  return undefined;
};

const norm = (x: Vector): number => Math.sqrt(x.reduce((sum, entry) => sum + entry * entry, 0));

const unit = (x: Vector): Vector => {
  const size = norm(x);
  return x.map((entry) => entry / size);
};
