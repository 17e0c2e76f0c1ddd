import { texNumber, texVector } from '../../numbers.ts';

/** Coordinates of which each has a term of its own. */
const writtenOut = 4;

/** θ[i] − c in TeX; θ where it is the only one. */
const shifted = (i: number, dimension: number, centre: number): string => {
  const name = dimension === 1 ? '\\theta' : `\\theta[${i}]`;
  return centre === 0
    ? name
    : `\\left( ${name} ${centre < 0 ? '+' : '-'} ${texNumber(Math.abs(centre))} \\right)`;
};

/**
 * Σ wᵢ f(θᵢ − cᵢ) in TeX with its numbers: term by term in up to four coordinates, with its vectors beyond.
 *
 * @param weights w, shape (D) @param centre c, shape (D) @param f of what stands in its place
 */
export const separableFormula = (
  weights: readonly number[],
  centre: readonly number[],
  f: (of: string) => string,
): string => {
  if (weights.length > writtenOut) {
    const shift = centre.some((c) => c !== 0);
    const sum = `\\sum w_i ${f(shift ? '\\left( \\theta_i - c_i \\right)' : '\\theta_i')}`;
    return `${sum}, \\qquad w = ${texVector(weights)}${shift ? `, \\qquad c = ${texVector(centre)}` : ''}`;
  }
  return weights
    .map((weight, i) => {
      const sign = weight < 0 ? '-' : i > 0 ? '+' : '';
      const size = Math.abs(weight);
      return `${sign} ${size === 1 ? '' : texNumber(size)} ${f(shifted(i, weights.length, centre[i]!))}`;
    })
    .join(' ');
};

/** Samples that are written out. */
const writtenSamples = 2;

/** 1/(2n) Σ ‖f(x) − t‖² in TeX with the number of samples, and the first of them. @param f in TeX, of x */
export const squaresFormula = (
  f: string,
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): string =>
  [
    `${inputs.length === 1 ? '\\frac{1}{2}' : `\\frac{1}{${2 * inputs.length}} \\sum`} \\| ${f} - t \\|^2`,
    ...inputs
      .slice(0, writtenSamples)
      .map((x, k) => `x_${k + 1} = ${texVector(x)},\\ t_${k + 1} = ${texVector(targets[k] ?? [])}`),
    ...(inputs.length > writtenSamples ? ['\\dots'] : []),
  ].join(', \\qquad ');
