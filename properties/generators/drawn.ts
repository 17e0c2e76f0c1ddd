import fc from 'fast-check';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import type { Random, Vector } from '../../src/types/vector.ts';

/** A source of everything random in a case, and its dimension; both shrink. */
export interface Drawn {
  readonly dimension: number;
  readonly seed: number;
}

/** Dimensions in [min, max] and seeds. */
export const drawn = (min: number, max: number): fc.Arbitrary<Drawn> =>
  fc.record({ dimension: fc.integer({ min, max }), seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }) });

/** The source of a case, the same each time that it is asked for. */
export const sourceOf = ({ dimension, seed }: Drawn): Random => seededRandom(seed, dimension);

/** Independent standard normal entries, shape (D). */
export const normalVector = (dimension: number, random: Random): Vector =>
  Float64Array.from({ length: dimension }, () => standardNormal(random));

/** M = H diag(λ) H with a Householder reflection H along v: symmetric, its spectrum known without a solver. */
export interface Spectral {
  readonly eigenvalues: readonly number[];
  apply(x: Vector): Vector;
  solve(x: Vector): Vector;
  /** H eₖ, the eigenvector of the k-th eigenvalue. */
  axis(k: number): Vector;
}

/** A random positive definite matrix with eigenvalues log-uniform in [1/spread, spread]. */
export const drawSpectral = (dimension: number, random: Random, spread: number): Spectral => {
  const eigenvalues = Array.from({ length: dimension }, () => spread ** (2 * random() - 1));
  const v = normalVector(dimension, random);
  const square = v.reduce((sum, entry) => sum + entry * entry, 0);
  const reflect = (x: Vector): Vector => {
    const p = (2 * x.reduce((sum, entry, i) => sum + entry * v[i]!, 0)) / square;
    return x.map((entry, i) => entry - p * v[i]!);
  };
  const by = (x: Vector, scale: (eigenvalue: number) => number): Vector =>
    reflect(reflect(x).map((entry, i) => entry * scale(eigenvalues[i]!)));
  return {
    eigenvalues,
    apply: (x) => by(x, (eigenvalue) => eigenvalue),
    solve: (x) => by(x, (eigenvalue) => 1 / eigenvalue),
    axis: (k) => reflect(new Float64Array(dimension).fill(1, k, k + 1)),
  };
};
