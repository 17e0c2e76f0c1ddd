import type fc from 'fast-check';
import { integerBetween } from '../../src/arbitrary/choose.ts';
import { dimensionStrataWithin, drawDimension } from '../../src/arbitrary/coverage/strata.ts';
import { drawIntegerVector } from '../../src/arbitrary/pair/integerVector.ts';
import { entryAt, type Made, numbersAt, recipeArbitrary } from '../../src/arbitrary/shrink/recipe.ts';
import type { DimensionRange } from '../../src/types/scenario.ts';
import type { Json, Random, Vector } from '../../src/types/vector.ts';

/** A vector and a basis of its orthogonal complement. */
export interface ComplementBasis {
  /** Integers, ≠ 0, shape (D). */
  readonly g: Vector;
  /** u₁ … u_{D−1}: integers, linearly independent, uᵢᵀg = 0 exactly, shape (D) each. */
  readonly basis: readonly Vector[];
}

/**
 * Bases of g^⊥, not orthonormal in general: uⱼ = gₚ eⱼ − gⱼ eₚ for a pivot p with gₚ ≠ 0, then multiples of some
 * added to others, which keeps them independent. All entries are integers, so that orthogonality is exact.
 *
 * @throws RangeError unless 1 ≤ min ≤ max for the dimension
 * Cost: O(D²).
 */
export const complementBases = ({
  dimension,
}: {
  readonly dimension: DimensionRange;
}): fc.Arbitrary<Made<ComplementBasis>> => {
  const strata = dimensionStrataWithin(dimension);
  return recipeArbitrary<ComplementBasis>({
    draw(random) {
      const count = drawDimension(strata, random);
      return { g: [...drawIntegerVector(count, random)], sums: count > 2 ? drawSums(count - 1, random) : [] };
    },
    make(recipe) {
      const made = complementBasis(recipe);
      return made && made.g.length >= dimension.min ? made : undefined;
    },
  });
};

/** Triples [i, j, k]: k uⱼ is added to uᵢ. */
const drawSums = (count: number, random: Random): Json =>
  Array.from({ length: integerBetween(random, 0, Math.min(count, 6)) }, () => {
    const i = integerBetween(random, 0, count - 1);
    const j = (i + integerBetween(random, 1, count - 1)) % count;
    return [i, j, integerBetween(random, -2, 2)];
  });

const complementBasis = (recipe: Json): ComplementBasis | undefined => {
  const numbers = numbersAt(recipe, 'g');
  const sums = entryAt(recipe, 'sums');
  if (!numbers?.every(Number.isInteger) || !Array.isArray(sums)) return undefined;
  const pivot = numbers.findIndex((x) => x !== 0);
  if (pivot < 0) return undefined;
  const g = Float64Array.from(numbers);
  const basis = numbers.flatMap((x, j) => {
    if (j === pivot) return [];
    const u = new Float64Array(g.length);
    u[j] = g[pivot]!;
    u[pivot] = 0 - x;
    return [u];
  });
  for (const sum of sums) {
    if (!Array.isArray(sum)) return undefined;
    const [i, j, factor] = sum;
    const [target, source] = [basis[Number(i)], basis[Number(j)]];
    if (!target || !source || target === source || !Number.isInteger(factor)) return undefined;
    for (let k = 0; k < g.length; k++) target[k] = target[k]! + Number(factor) * source[k]!;
  }
  return { g, basis };
};
