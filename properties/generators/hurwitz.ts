import type fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { integerBetween } from '../../src/arbitrary/choose.ts';
import { dimensionStrataWithin, drawDimension } from '../../src/arbitrary/coverage/strata.ts';
import { entryAt, type Made, numbersAt, recipeArbitrary } from '../../src/arbitrary/shrink/recipe.ts';
import type { DimensionRange } from '../../src/types/scenario.ts';
import type { Json } from '../../src/types/vector.ts';
import { drawSpectralRecipe, spectralMatrix } from './spd.ts';

/** A Hurwitz matrix with the proof that it is one. */
export interface HurwitzMatrix {
  /** A = (J − R) P, shape (D, D): every eigenvalue has a negative real part. */
  readonly matrix: Matrix;
  /** P, symmetric positive definite, with AᵀP + PA = −2 P R P. */
  readonly lyapunov: Matrix;
}

/**
 * Hurwitz matrices, normal and far from normal: A = (J − R) P with J skew-symmetric of integers, R and P symmetric
 * positive definite. Then AᵀP + PA = −2 P R P is negative definite, which proves stability (P14), and every Hurwitz
 * matrix has that form. Where P is ill-conditioned, A is far from normal and ½‖x‖² does not decrease along ẋ = A x.
 *
 * @throws RangeError unless 1 ≤ min ≤ max for the dimension
 * Cost: O(D³).
 */
export const hurwitzMatrices = ({
  dimension,
}: {
  readonly dimension: DimensionRange;
}): fc.Arbitrary<Made<HurwitzMatrix>> => {
  const strata = dimensionStrataWithin(dimension);
  return recipeArbitrary<HurwitzMatrix>({
    draw(random) {
      const count = drawDimension(strata, random);
      const turned = random() < 0.8;
      return {
        skew: Array.from({ length: count }, () => (turned ? integerBetween(random, -9, 9) : 0)),
        damping: drawSpectralRecipe(count, { min: 0.1, max: 10 }, random),
        lyapunov: drawSpectralRecipe(count, { min: 0.01, max: 100 }, random),
      };
    },
    make(recipe) {
      const made = hurwitzMatrix(recipe);
      return made && made.matrix.rows >= dimension.min ? made : undefined;
    },
  });
};

/** J couples coordinate i to the next one by skewᵢ. */
const hurwitzMatrix = (recipe: Json): HurwitzMatrix | undefined => {
  const skew = numbersAt(recipe, 'skew');
  const damping = spectralMatrix(entryAt(recipe, 'damping') ?? null);
  const lyapunov = spectralMatrix(entryAt(recipe, 'lyapunov') ?? null);
  if (!skew || !damping || !lyapunov) return undefined;
  const size = skew.length;
  if (damping.spectrum.length !== size || lyapunov.spectrum.length !== size) return undefined;
  const middle = damping.matrix.clone().mul(-1);
  for (let i = 0; i + 1 < size; i++) {
    middle.set(i, i + 1, middle.get(i, i + 1) + skew[i]!);
    middle.set(i + 1, i, middle.get(i + 1, i) - skew[i]!);
  }
  return { matrix: middle.mmul(lyapunov.matrix), lyapunov: lyapunov.matrix };
};
