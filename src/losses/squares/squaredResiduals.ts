import { gamma, roundedUp, underflow } from '../../linalg/rounding.ts';
import type { Loss, LossFacts, LossFamily } from '../../types/loss.ts';

/** A residual r at a point, its slopes, and the sums of the sizes of the terms that each is made of. */
export interface Residual {
  readonly weight: number;
  readonly value: number;
  readonly slopes: readonly [number, number];
  readonly size: number;
  readonly slopeSizes: readonly [number, number];
}

/** What determines a loss Σ wₖ rₖ² of two dimensions whose least value 0 is attained. */
export interface SquaredResiduals extends Pick<LossFamily, 'name' | 'description' | 'source' | 'complexity'> {
  readonly degree: number;
  /** A polynomial for each residual, of at most ten roundings. */
  readonly residuals: (x: number, y: number) => readonly Residual[];
  /** Where all residuals are 0, without rounding. */
  readonly minimiser: readonly [number, number];
  readonly picture: Omit<NonNullable<LossFamily['picture']>, 'parameters'>;
}

/** Roundings of a residual, and of a slope of it. */
const roundings = 10;

/**
 * The family of one loss L(θ) = Σ wₖ rₖ(θ)², rₖ polynomials in two variables; only where it is named.
 *
 * Accuracy: each residual and slope is within γ₁₀ of the sizes of its terms; 2wrr′ and the sums as products and sums.
 */
export const squaredResiduals = (described: SquaredResiduals): LossFamily => {
  const { name, description, source, complexity, degree, residuals, minimiser, picture } = described;
  const facts: LossFacts = {
    convex: false,
    smooth: false,
    network: false,
    stochastic: false,
    timeVarying: false,
    degree,
  };
  const loss: Loss = {
    name,
    dimension: 2,
    facts,
    value: (theta) =>
      residuals(theta[0]!, theta[1]!).reduce((sum, { weight, value }) => sum + weight * (value * value), 0),
    gradient(theta) {
      const [along, up] = [0, 1].map((axis) =>
        residuals(theta[0]!, theta[1]!).reduce(
          (sum, { weight, value, slopes }) => sum + 2 * weight * (value * slopes[axis]!),
          0,
        ),
      );
      return Float64Array.of(along!, up!);
    },
    roundoff(theta) {
      const all = residuals(theta[0]!, theta[1]!);
      const off = (size: number): number => gamma(roundings) * size + roundings * underflow * (1 + size);
      let value = 0;
      const gradient = new Float64Array(2);
      for (const { weight, value: r, size, slopes, slopeSizes } of all) {
        const [at, e] = [Math.abs(r), off(size)];
        value += weight * (2 * at * e + e * e) + gamma(all.length + 3) * weight * at * at;
        for (const axis of [0, 1] as const) {
          const [slope, d] = [Math.abs(slopes[axis]), off(slopeSizes[axis])];
          gradient[axis] =
            gradient[axis]! +
            2 * weight * (at * d + e * (slope + d)) +
            gamma(all.length + 4) * 2 * weight * at * slope;
        }
      }
      return {
        value: roundedUp(value + underflow),
        gradient: gradient.map((bound) => roundedUp(bound + underflow)),
      };
    },
    minimum: 0,
    landmarks: [{ kind: 'minimum', theta: Float64Array.from(minimiser) }],
  };
  return {
    name,
    description,
    ...(source !== undefined && { source }),
    facts,
    complexity,
    dimensions: { min: 2, max: 2 },
    onlyNamed: true,
    draw: () => ({}),
    build: () => loss,
    picture: { parameters: {}, ...picture },
  };
};
