import { scaledToNumber } from '../linalg/scaled.ts';
import { inDigits, texNumber, texVector } from '../numbers.ts';
import type { Vector } from '../types/vector.ts';
import type { EffectivePair } from './effectivePair.ts';
import type { Metric } from './metric.ts';

/** Coordinates that are written out before an ellipsis takes over. */
const shownCoordinates = 6;

/** Significant digits of rendered numbers; enough for a paper, not enough to rebuild the pair. */
const shownDigits = 6;

/** Degrees from a right angle below which the distance from it is shown. */
const nearRightAngle = 0.01;

/** A metric and its pair as text. */
export interface Rendering {
  /** A display formula without its delimiters, for the amsmath package. */
  readonly latex: string;
  /** The same in Unicode, several lines. */
  readonly text: string;
}

/**
 * g = M⁻¹ y with M = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)), the two vectors, α, ψ, spectrum and κ, in LaTeX and plain text.
 *
 * @param pair the effective pair @param metric its optimal metric
 * Accuracy: six significant digits; vectors of more than six coordinates are cut. Cost: O(1).
 */
export const renderOptimal = (pair: EffectivePair, metric: Metric): Rendering => {
  const alpha = alphaOf(pair);
  const spectrum = metric.eigenvalues.map(({ value, multiplicity }) => ({ value, multiplicity }));
  const degrees = (pair.angle * 180) / Math.PI;
  // Six digits of ψ say nothing near a right angle, where what is left to it says all.
  const short = (Math.atan2(pair.cosine, pair.sine) * 180) / Math.PI;
  const nearRight = short < nearRightAngle;
  const one = pair.g.length === 1;
  const latex = [
    '\\begin{aligned}',
    'g &= M^{-1} y = -M^{-1} \\nabla L, \\\\',
    one
      ? `M &= \\frac{y}{g} = ${latexNumber(alpha)}, \\\\`
      : `M &= \\frac{y y^{\\top}}{y^{\\top} g} + \\alpha \\left( I - \\frac{g g^{\\top}}{g^{\\top} g} \\right), \\qquad \\alpha = \\frac{y^{\\top} y}{y^{\\top} g} = ${latexNumber(alpha)}, \\\\`,
    `y &= ${latexVector(pair.y)}, \\qquad g = ${latexVector(pair.g)}, \\\\`,
    `\\psi &= ${nearRight ? `90^{\\circ} - {${latexNumber(short)}}^{\\circ}` : `{${latexNumber(degrees)}}^{\\circ}`}, \\qquad \\kappa(M) = ${latexNumber(metric.conditionNumber)}, \\\\`,
    `\\lambda(M) &= \\left\\{ ${spectrum.map(latexEigenvalue).join(',\\ ')} \\right\\}`,
    '\\end{aligned}',
  ].join('\n');
  const text = [
    'g = M⁻¹ y = −M⁻¹ ∇L',
    one
      ? `M = y/g = ${plainNumber(alpha)}`
      : `M = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)), α = yᵀy/(yᵀg) = ${plainNumber(alpha)}`,
    `y = ${plainVector(pair.y)}`,
    `g = ${plainVector(pair.g)}`,
    `ψ = ${nearRight ? `90° − ${plainNumber(short)}` : plainNumber(degrees)}°, κ(M) = ${plainNumber(metric.conditionNumber)}`,
    `λ(M) = {${spectrum.map(plainEigenvalue).join(', ')}}`,
  ].join('\n');
  return { latex, text };
};

const alphaOf = ({ yNorm, gNorm, cosine }: EffectivePair): number =>
  scaledToNumber({
    significand: yNorm.significand / gNorm.significand / cosine,
    exponent: yNorm.exponent - gNorm.exponent,
  });

/** The shortest decimal of at most six digits. */
const plainNumber = (x: number): string => inDigits(x, shownDigits);

const latexNumber = (x: number): string => texNumber(x, shownDigits);

interface Multiple {
  readonly value: number;
  readonly multiplicity: number;
}

const latexEigenvalue = ({ value, multiplicity }: Multiple): string =>
  multiplicity === 1 ? latexNumber(value) : `${latexNumber(value)}\\ (${multiplicity} \\times)`;

const plainEigenvalue = ({ value, multiplicity }: Multiple): string =>
  multiplicity === 1 ? plainNumber(value) : `${plainNumber(value)} (${multiplicity} times)`;

const latexVector = (x: Vector): string => texVector(x, shownDigits);

const plainVector = (x: Vector): string => {
  const shown = Array.from(x.subarray(0, shownCoordinates), plainNumber);
  const more = x.length > shownCoordinates;
  return `(${[...shown, ...(more ? ['…'] : [])].join(', ')})${more ? ` of ${x.length} coordinates` : ''}`;
};
