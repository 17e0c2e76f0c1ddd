import { complementBasis } from '../linalg/complement.ts';
import { normalised, planeDirection } from '../linalg/planeDirection.ts';
import { type Scaled, timesPowerOfTwo } from '../linalg/scaled.ts';
import type { Vector } from '../types/vector.ts';
import type { EffectivePair } from './effectivePair.ts';
import type { Eigenvalue } from './metric.ts';

/** Eigenvalues in units of α*. */
export interface PlaneSpectrum {
  readonly alphaStar: Scaled;
  readonly top: number;
  readonly bottom: number;
  /** ρ = α/α*, the eigenvalue on the complement of span(g, y). */
  readonly ratio: number;
}

/**
 * The eigenpairs of α*(ŷŷᵀ + ρ(I − ĝĝᵀ)): λ₋, then α for D − 2 directions, then λ₊.
 *
 * In the basis (ĝ, ĥ) of the plane the matrix is α*[[c², sc], [sc, s² + ρ]], whose top eigenvector stands at the
 * angle φ = ½ atan2(2sc, 1 − 2s² − ρ) from g; π/4 + ψ/2 where ρ = 1. Source: P4, X5.
 *
 * @returns distinct eigenvalues in ascending order; vectors are made when asked for, O(D) each
 */
export const planeSpectrum = (pair: EffectivePair, spectrum: PlaneSpectrum): readonly Eigenvalue[] => {
  const { alphaStar, top, bottom, ratio } = spectrum;
  const dimension = pair.g.length;
  const value = (relative: number): number =>
    timesPowerOfTwo(relative * alphaStar.significand, alphaStar.exponent);
  if (dimension === 1) {
    return [{ value: value(1), multiplicity: 1, vector: () => Float64Array.of(1) }];
  }
  const parts: readonly Level[] = [
    { relative: bottom, multiplicity: 1, vector: () => planeVector(pair, ratio, 'bottom') },
    { relative: ratio, multiplicity: dimension - 2, vector: (k) => complementVector(pair, k) },
    { relative: top, multiplicity: 1, vector: () => planeVector(pair, ratio, 'top') },
  ];
  return parts
    .filter(({ multiplicity }) => multiplicity > 0)
    .reduce<readonly Level[]>(joinEqual, [])
    .map(({ relative, multiplicity, vector }) => ({ value: value(relative), multiplicity, vector }));
};

/** An eigenvalue in units of α*, so that none overflows. */
interface Level {
  readonly relative: number;
  readonly multiplicity: number;
  readonly vector: (index: number) => Vector;
}

/** Eigenvalues that coincide in doubles are one, with one eigenspace. */
const joinEqual = (before: readonly Level[], next: Level): readonly Level[] => {
  const last = before.at(-1);
  if (last?.relative !== next.relative) return [...before, next];
  const joined: Level = {
    relative: next.relative,
    multiplicity: last.multiplicity + next.multiplicity,
    vector: (k) => (k < last.multiplicity ? last.vector(k) : next.vector(k - last.multiplicity)),
  };
  return [...before.slice(0, -1), joined];
};

const planeVector = (pair: EffectivePair, ratio: number, end: 'top' | 'bottom'): Vector => {
  const { cosine: c, sine: s } = pair;
  const phi = Math.atan2(2 * s * c, 1 - ratio - 2 * s * s) / 2;
  const [ofG, ofH] = end === 'top' ? [Math.cos(phi), Math.sin(phi)] : [-Math.sin(phi), Math.cos(phi)];
  const g = normalised(pair.g);
  const h = planeDirection(pair.g, pair.y, s);
  return g.map((value, i) => ofG * value + ofH * h[i]!);
};

const complementVector = (pair: EffectivePair, k: number): Vector =>
  complementBasis([normalised(pair.g), planeDirection(pair.g, pair.y, pair.sine)], pair.g.length).vector(k);
