import type fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { logUniform, shortDecimal, weightedOneOf } from '../../src/arbitrary/choose.ts';
import { dimensionStrataWithin, drawDimension } from '../../src/arbitrary/coverage/strata.ts';
import { drawIntegerVector } from '../../src/arbitrary/pair/integerVector.ts';
import { type Made, numbersAt, recipeArbitrary } from '../../src/arbitrary/shrink/recipe.ts';
import { matrixOf } from '../../src/linalg/denseMatrix.ts';
import type { DimensionRange } from '../../src/types/scenario.ts';
import type { Json, Random, Vector } from '../../src/types/vector.ts';

/** A symmetric positive definite matrix with its spectrum. */
export interface SpectralMatrix {
  /** M = H diag(λ) H, H = I − 2wwᵀ/(wᵀw) or I; bitwise symmetric, shape (D, D). */
  readonly matrix: Matrix;
  /** λ, the eigenvalue of H eᵢ at place i, shape (D). */
  readonly spectrum: Vector;
  /** H eᵢ at place i, orthonormal, shape (D) each. */
  readonly eigenvectors: readonly Vector[];
}

/** Which spectra are wanted. */
export interface SpectrumDemand {
  readonly dimension: DimensionRange;
  readonly eigenvalue: { readonly min: number; readonly max: number };
}

/** The largest λmax/λmin of which rounding errors leave the matrix positive definite with a wide margin. */
const greatestRatio = 2 ** 36;

const shapes = [
  { label: 'equal', weight: 1 },
  { label: 'two values', weight: 2 },
  { label: 'spread', weight: 4 },
  { label: 'one small', weight: 2 },
] as const;

/**
 * SPD matrices with eigenvalues in a range: all equal, two values, spread over the range, or one at its lower end;
 * on the axes or turned by a reflection. Eigenvalues and eigenvectors are exact to a few u λmax.
 *
 * @throws RangeError unless 1 ≤ min ≤ max ≤ 512 for the dimension and 0 < min ≤ max ≤ 2³⁶ min for the eigenvalues
 * Cost: O(D²).
 */
export const spdMatrices = ({
  dimension,
  eigenvalue,
}: SpectrumDemand): fc.Arbitrary<Made<SpectralMatrix>> => {
  const strata = dimensionStrataWithin(dimension);
  const { min, max } = eigenvalue;
  if (!(min > 0 && max >= min && max <= greatestRatio * min)) {
    throw new RangeError(
      `spdMatrices: eigenvalues must satisfy 0 < min ≤ max ≤ 2³⁶ min, got min = ${min}, max = ${max}`,
    );
  }
  return recipeArbitrary<SpectralMatrix>({
    draw: (random) => drawSpectralRecipe(drawDimension(strata, random), eigenvalue, random),
    make(recipe) {
      const made = spectralMatrix(recipe);
      return made?.spectrum.every((value) => value >= min && value <= max) &&
        made.spectrum.length >= dimension.min
        ? made
        : undefined;
    },
  });
};

/** { spectrum, axis }, axis null where the eigenvectors are the unit vectors. */
export const drawSpectralRecipe = (
  dimension: number,
  { min, max }: SpectrumDemand['eigenvalue'],
  random: Random,
): { readonly spectrum: readonly number[]; readonly axis: readonly number[] | null } => ({
  spectrum: drawSpectrum(dimension, min, max, random),
  axis: random() < 0.3 ? null : [...drawIntegerVector(dimension, random)],
});

const drawSpectrum = (dimension: number, min: number, max: number, random: Random): readonly number[] => {
  const value = (): number => Math.min(max, Math.max(min, shortDecimal(logUniform(random, min, max), 3)));
  const { label } = weightedOneOf(random, shapes);
  const [first, second] = [value(), value()];
  switch (label) {
    case 'equal':
      return Array.from({ length: dimension }, () => first);
    case 'two values':
      return Array.from({ length: dimension }, () => (random() < 0.5 ? first : second));
    case 'spread':
      return Array.from({ length: dimension }, value);
    case 'one small':
      return Array.from({ length: dimension }, (_, i) => (i === 0 ? min : Math.max(first, second)));
    default:
      return label satisfies never;
  }
};

/** The matrix of { spectrum, axis }, or undefined where a list is missing, of another length, or not positive. */
export const spectralMatrix = (recipe: Json): SpectralMatrix | undefined => {
  const spectrum = numbersAt(recipe, 'spectrum');
  if (!spectrum || spectrum.length === 0 || !spectrum.every((value) => value > 0)) return undefined;
  const axis = numbersAt(recipe, 'axis') ?? spectrum.map(() => 0);
  if (axis.length !== spectrum.length) return undefined;
  const size = spectrum.length;
  const square = axis.reduce((sum, x) => sum + x * x, 0);
  const eigenvectors = spectrum.map((_, i) =>
    Float64Array.from(axis, (x, j) => (i === j ? 1 : 0) - (square > 0 ? (2 * x * axis[i]!) / square : 0)),
  );
  const entries = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += spectrum[k]! * eigenvectors[k]![i]! * eigenvectors[k]![j]!;
      entries[i * size + j] = sum;
      entries[j * size + i] = sum;
    }
  }
  return { matrix: matrixOf(size, entries), spectrum: Float64Array.from(spectrum), eigenvectors };
};
