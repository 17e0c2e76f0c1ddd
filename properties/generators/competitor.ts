import type fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { logUniform, oneOf, shortDecimal } from '../../src/arbitrary/choose.ts';
import { dimensionStrataWithin, drawDimension } from '../../src/arbitrary/coverage/strata.ts';
import { drawIntegerVector, drawOrthogonalInteger } from '../../src/arbitrary/pair/integerVector.ts';
import {
  entryAt,
  type Made,
  numberAt,
  numbersAt,
  recipeArbitrary,
} from '../../src/arbitrary/shrink/recipe.ts';
import { matrixOf } from '../../src/linalg/denseMatrix.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import { multiply } from '../../src/linalg/symmetric.ts';
import type { DimensionRange } from '../../src/types/scenario.ts';
import type { Json, Vector } from '../../src/types/vector.ts';
import { drawSpectralRecipe, spectralMatrix } from './spd.ts';

/** A metric of an effective pair that is not the optimal one, to compete with it. */
export interface Competitor {
  readonly g: Vector;
  readonly y: Vector;
  /** Symmetric positive definite, M g = y up to rounding, shape (D, D). */
  readonly matrix: Matrix;
  readonly construction: (typeof constructions)[number];
}

const constructions = ['image', 'canonical', 'family', 'sector'] as const;

/**
 * SPD matrices with M g = y by four constructions: any SPD matrix with y := M g; the canonical form
 * y yᵀ/(yᵀg) + Σ wᵢ uᵢuᵢᵀ with weights on the coordinate basis of g^⊥; the one-parameter family; the sector form
 * p I + (y − p g)(y − p g)ᵀ/((y − p g)ᵀg), 0 < p < yᵀg/gᵀg.
 *
 * Source: P2, P4, X1.
 * @throws RangeError unless 2 ≤ min ≤ max for the dimension (with D = 1 there is only one metric)
 * Cost: O(D³).
 */
export const competitors = ({
  dimension,
}: {
  readonly dimension: DimensionRange;
}): fc.Arbitrary<Made<Competitor>> => {
  const strata = dimensionStrataWithin(dimension);
  if (dimension.min < 2) {
    throw new RangeError(`competitors: dimension must be ≥ 2, got dimension.min = ${dimension.min}`);
  }
  return recipeArbitrary<Competitor>({
    draw(random) {
      const count = drawDimension(strata, random);
      const g = drawIntegerVector(count, random);
      const h = drawOrthogonalInteger(g, random);
      const scale = shortDecimal(logUniform(random, 0.01, 1) / Math.max(...h.map(Math.abs)), 1);
      return {
        construction: oneOf(random, constructions),
        g: [...g],
        y: Array.from(g, (x, i) => x + scale * h[i]!),
        weight: shortDecimal(logUniform(random, 0.01, 100), 2),
        ...drawSpectralRecipe(count, { min: 0.01, max: 100 }, random),
      };
    },
    make(recipe) {
      const made = competitor(recipe);
      return made && made.g.length >= dimension.min ? made : undefined;
    },
  });
};

const competitor = (recipe: Json): Competitor | undefined => {
  const construction = constructions.find((name) => name === entryAt(recipe, 'construction'));
  const g = vectorAt(recipe, 'g');
  const given = vectorAt(recipe, 'y');
  const image = spectralMatrix(recipe);
  const weight = numberAt(recipe, 'weight');
  if (!construction || !g || !given || !image || weight === undefined || !(weight > 0)) return undefined;
  const size = g.length;
  if (given.length !== size || image.spectrum.length !== size || g.every((x) => x === 0)) return undefined;
  if (construction === 'image') {
    const y = multiply(size, Float64Array.from(image.matrix.to1DArray()), g);
    return { g, y, matrix: image.matrix, construction };
  }
  if (signOfInnerProduct(g, given) !== 1) return undefined;
  const entries = new Float64Array(size * size);
  const add = (factor: number, v: Vector): void => {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++)
        entries[i * size + j] = entries[i * size + j]! + factor * (v[i]! * v[j]!);
    }
  };
  const [yg, gg] = [dot(given, g), dot(g, g)];
  if (construction === 'sector') {
    const p = (yg / gg) * (weight / (1 + weight));
    const r = given.map((value, i) => value - p * g[i]!);
    add(1 / dot(r, g), r);
    for (let i = 0; i < size; i++) entries[i * size + i] = entries[i * size + i]! + p;
  } else {
    add(1 / yg, given);
    if (construction === 'family') {
      add(-weight / gg, g);
      for (let i = 0; i < size; i++) entries[i * size + i] = entries[i * size + i]! + weight;
    } else {
      const pivot = g.findIndex((x) => x !== 0);
      for (let j = 0; j < size; j++) {
        if (j === pivot) continue;
        const u = new Float64Array(size);
        u[j] = g[pivot]!;
        u[pivot] = -g[j]!;
        add(image.spectrum[j]!, u);
      }
    }
  }
  return { g, y: given, matrix: matrixOf(size, entries), construction };
};

const vectorAt = (recipe: Json, key: string): Vector | undefined => {
  const numbers = numbersAt(recipe, key);
  return numbers && numbers.length > 0 ? Float64Array.from(numbers) : undefined;
};

const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
