import { gamma, roundedUp } from '../../linalg/rounding.ts';
import type { Landmark, Loss, LossFacts } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { steadyFacts } from '../data/facts.ts';
import { type Pieces, piecewiseFunction } from './pieces.ts';
import { type Turn, turnBack, turnErrors, turnForward } from './turns.ts';

/** What determines L(θ) = Σ fᵢ(zᵢ), z = Gθ, G a product of rational turns. */
export interface Piecewise {
  readonly name: string;
  /** One function for each coordinate, shape (D). */
  readonly terms: readonly Pieces[];
  readonly turns: readonly Turn[];
}

/** What holds of every such loss; convex where no slope is negative. */
export const piecewiseFacts = (convex: boolean): LossFacts => ({
  ...steadyFacts,
  convex,
  smooth: true,
  degree: Number.POSITIVE_INFINITY,
});

/**
 * L(θ) = Σ fᵢ(zᵢ), z = Gθ, ∇L = Gᵀ(fᵢ′(zᵢ))ᵢ.
 *
 * Facts: G is orthogonal, so that β is the greatest |slope| and μ the least slope of all terms, exactly; where the loss
 * is convex its minimum is 0, at 0.
 * Accuracy: the errors of z, of each term and of the turn back, carried along. Cost: O(D + number of turns).
 */
export const piecewiseLoss = ({ name, terms, turns }: Piecewise): Loss => {
  const functions = terms.map(piecewiseFunction);
  const dimension = terms.length;
  const strong = Math.min(...functions.map(({ curvature }) => curvature));
  const minimum = functions.reduce((sum, f) => sum + f.minimum, 0);
  const landmarks: readonly Landmark[] =
    minimum === 0 ? [{ kind: 'minimum', theta: new Float64Array(dimension) }] : [];
  const turned = (theta: Vector): Vector => {
    const z = theta.slice();
    turnForward(turns, z);
    return z;
  };
  return {
    name,
    dimension,
    facts: piecewiseFacts(strong >= 0),
    value(theta) {
      const z = turned(theta);
      let sum = 0;
      for (let i = 0; i < dimension; i++) sum += functions[i]!.value(z[i]!);
      return sum;
    },
    gradient(theta) {
      const z = turned(theta);
      for (let i = 0; i < dimension; i++) z[i] = functions[i]!.slope(z[i]!);
      turnBack(turns, z);
      return z;
    },
    roundoff(theta) {
      const z = theta.slice();
      const errors = new Float64Array(dimension);
      turnErrors(turns, z, errors, true);
      let [size, carried] = [0, 0];
      for (let i = 0; i < dimension; i++) {
        const f = functions[i]!;
        const [x, e] = [z[i]!, errors[i]!];
        const slope = f.slope(x);
        const slopeError = f.slopeError(x) + f.smoothness * e;
        size += Math.abs(f.value(x));
        carried += f.valueError(x) + (Math.abs(slope) + slopeError) * e;
        z[i] = slope;
        errors[i] = slopeError;
      }
      turnErrors(turns, z, errors, false);
      return {
        value: roundedUp(gamma(dimension) * size + carried),
        gradient: errors.map(roundedUp),
      };
    },
    smoothness: Math.max(...functions.map(({ smoothness }) => smoothness)),
    ...(strong > 0 && { strongConvexity: strong }),
    minimum,
    landmarks,
  };
};
