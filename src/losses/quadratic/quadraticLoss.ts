import { gamma, plainDotRoundoff, roundedUp, underflow, unitRoundoff } from '../../linalg/rounding.ts';
import type { Landmark, Loss, LossFacts, Roundoff } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** What determines L(θ, t) = ½ Σ sᵢ (H(θ − c − t r))ᵢ², with the Householder reflection H = I − 2 v vᵀ/(vᵀv). */
export interface Quadratic {
  readonly name: string;
  /** s, the eigenvalues of ∇²L, shape (D). */
  readonly spectrum: readonly number[];
  /** v; null for H = I. */
  readonly rotation: readonly number[] | null;
  /** c; null for the origin. */
  readonly centre: readonly number[] | null;
  /** r, the drift per unit of time; null for a loss that stands still. */
  readonly drift: readonly number[] | null;
}

/**
 * L(θ, t) = ½ Σ sᵢ wᵢ², w = H(θ − c − t r), ∇L = H diag(s) w, ∂L/∂t = −rᵀ∇L.
 *
 * Facts: β = max|sᵢ| and, where all sᵢ > 0, μ = min sᵢ and the minimum 0: H is orthogonal, so s is the spectrum.
 * Accuracy: running error bounds along the same operations, underflow included.
 * Cost: O(D) for everything.
 */
export const quadraticLoss = (quadratic: Quadratic): Loss => {
  const s = Float64Array.from(quadratic.spectrum);
  const dimension = s.length;
  const displacement = displacementFrom(quadratic, dimension);
  const reflection = quadratic.rotation ? reflectionAlong(quadratic.rotation) : identity;
  const convex = s.every((eigenvalue) => eigenvalue > 0);
  const d = new Float64Array(dimension);
  const errors = new Float64Array(dimension);
  const least = s.reduce((a, b) => Math.min(a, b));
  const gradient = (theta: Vector, time = 0): Vector => {
    displacement.apply(theta, time, d);
    reflection.apply(d);
    const result = new Float64Array(dimension);
    for (let i = 0; i < dimension; i++) result[i] = s[i]! * d[i]!;
    reflection.apply(result);
    return result;
  };
  const drift = quadratic.drift;
  return {
    name: quadratic.name,
    dimension,
    facts: quadraticFacts(convex, drift !== null),
    value(theta, time = 0) {
      displacement.apply(theta, time, d);
      reflection.apply(d);
      let sum = 0;
      for (let i = 0; i < dimension; i++) sum += s[i]! * (d[i]! * d[i]!);
      return sum / 2;
    },
    gradient,
    ...(drift && {
      timeDerivative(theta: Vector, time: number) {
        const slope = gradient(theta, time);
        let sum = 0;
        for (let i = 0; i < dimension; i++) sum -= drift[i]! * slope[i]!;
        return sum;
      },
    }),
    roundoff(theta, time = 0): Roundoff {
      displacement.apply(theta, time, d);
      displacement.error(theta, time, d, errors);
      reflection.error(d, errors);
      let size = 0;
      let carried = 0;
      const bounds = new Float64Array(dimension);
      for (let i = 0; i < dimension; i++) {
        const scale = Math.abs(s[i]!);
        const w = Math.abs(d[i]!);
        const e = errors[i]!;
        size += scale * w * w;
        carried += scale * (w * e + (e * e) / 2) + (scale + 2) * underflow;
        d[i] = s[i]! * d[i]!;
        bounds[i] = scale * e + unitRoundoff * Math.abs(d[i]!) + underflow;
      }
      reflection.error(d, bounds);
      for (let i = 0; i < dimension; i++) bounds[i] = roundedUp(bounds[i]!);
      return {
        value: roundedUp((gamma(dimension + 2) * size) / 2 + carried + underflow),
        gradient: bounds,
        ...(drift && { timeDerivative: driftRoundoff(drift, d, bounds) }),
      };
    },
    smoothness: s.reduce((a, b) => Math.max(a, Math.abs(b)), 0),
    ...(convex && { strongConvexity: least, minimum: 0 }),
    ...(!drift && { landmarks: landmarksOf(quadratic, convex) }),
  };
};

/** The error of −rᵀ∇L, a plain dot product with a gradient that carries errors. */
const driftRoundoff = (drift: readonly number[], gradient: Vector, errors: Vector): number => {
  let size = 0;
  let carried = 0;
  for (let i = 0; i < drift.length; i++) {
    size += Math.abs(drift[i]! * gradient[i]!);
    carried += Math.abs(drift[i]!) * errors[i]!;
  }
  return plainDotRoundoff({ count: drift.length, size, carried });
};

/** The facts of a quadratic: polynomial of degree 2, smooth, and convex where its spectrum is positive. */
export const quadraticFacts = (convex: boolean, timeVarying: boolean): LossFacts => ({
  convex,
  smooth: true,
  network: false,
  stochastic: false,
  timeVarying,
  degree: 2,
});

const landmarksOf = ({ centre, spectrum }: Quadratic, convex: boolean): readonly Landmark[] => [
  { kind: convex ? 'minimum' : 'saddle', theta: Float64Array.from(centre ?? spectrum.map(() => 0)) },
];

/** d = θ − c − t r, and a bound on the error of each entry. */
const displacementFrom = ({ centre, drift }: Quadratic, dimension: number) => ({
  apply(theta: Vector, time: number, d: Vector): void {
    for (let i = 0; i < dimension; i++) {
      const c = centre ? centre[i]! : 0;
      d[i] = theta[i]! - (drift ? c + time * drift[i]! : c);
    }
  },
  error(_theta: Vector, time: number, d: Vector, errors: Vector): void {
    for (let i = 0; i < dimension; i++) {
      const travelled = drift ? time * drift[i]! : 0;
      const position = (centre ? centre[i]! : 0) + travelled;
      const moved = drift ? unitRoundoff * (Math.abs(travelled) + Math.abs(position)) + underflow : 0;
      errors[i] = moved + (centre || drift ? unitRoundoff * Math.abs(d[i]!) : 0);
    }
  },
});

interface Reflection {
  /** x ← H x, in place. */
  apply(x: Vector): void;
  /** x ← fl(H x), and `errors` of x become those of fl(H x). */
  error(x: Vector, errors: Vector): void;
}

const identity: Reflection = { apply() {}, error() {} };

/**
 * H x = x − p v, p = τ vᵀx, τ = 2/(vᵀv).
 *
 * Accuracy: τ carries D + 1 roundings, vᵀx carries D, their product one: |p̂ − p| ≤ τ(γ_{2D+3} Σ|vᵢxᵢ| + Σ|vᵢ|eᵢ)
 * where eᵢ bounds the error of xᵢ, and D + 1 underflows of which D are scaled by τ. Cost: O(D).
 */
const reflectionAlong = (rotation: readonly number[]): Reflection => {
  const v = Float64Array.from(rotation);
  let norm = 0;
  for (const entry of v) norm += entry * entry;
  const tau = 2 / norm;
  const projection = (x: Vector): number => {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[i]! * x[i]!;
    return tau * sum;
  };
  return {
    apply(x) {
      const p = projection(x);
      for (let i = 0; i < v.length; i++) x[i] = x[i]! - p * v[i]!;
    },
    error(x, errors) {
      const p = projection(x);
      let size = 0;
      let carried = 0;
      for (let i = 0; i < v.length; i++) {
        size += Math.abs(v[i]! * x[i]!);
        carried += Math.abs(v[i]!) * errors[i]!;
      }
      const relative = gamma(2 * v.length + 3);
      const e = tau * (relative * size + carried + 2 * v.length * underflow) + underflow;
      for (let i = 0; i < v.length; i++) {
        const part = p * v[i]!;
        x[i] = x[i]! - part;
        errors[i] =
          errors[i]! + Math.abs(v[i]!) * e + unitRoundoff * (Math.abs(part) + Math.abs(x[i]!)) + underflow;
      }
    },
  };
};
