import { unitRoundoffOf } from '../../linalg/rounding.ts';
import type { Precision } from '../../types/rule.ts';

/**
 * How far inputs are moved to learn how a computation answers rounding errors: by up to 4u, a few units in the last
 * place.
 */
export const inputPerturbation = (precision: Precision): number => 4 * unitRoundoffOf(precision);

/**
 * What the change under random perturbations of 4u is multiplied by before it bounds what rounding errors do: 64, for
 * a computation of up to 256 roundings of u, the worst of which is as bad as all of the perturbations together.
 */
const spreadFactor = 64;

/**
 * `spreadFactor` where a rule computes in what it stores; 1 where its arithmetic is finer by eight bits at least: then
 * the inputs are exact, and perturbations of 4u of the storage are far more than 256 roundings of the arithmetic.
 */
export const spreadFactorOf = (precision: Precision, arithmetic: Precision): number =>
  unitRoundoffOf(arithmetic) * 2 ** 8 <= unitRoundoffOf(precision) ? 1 : spreadFactor;

/**
 * Widths h, relative, over which sixth differences are taken, and what a smooth f such as a quotient of roots leaves of
 * them that is no noise, relative to |f|: at most h⁶·6!, below 2⁻⁵⁰ at 2⁻¹⁰ in binary64 and below 2⁻²⁰ at 2⁻⁵ in
 * binary32, which counts as none. The rest is the noise of f at seven points too far apart to share it. In binary64 a
 * width of 2⁻⁵ shows errors that are the same within a thousandth, as those of the few bits are that cancellation leaves.
 * Numbers of sixteen bits lie too far apart for any such width.
 * Source: Moré and Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011).
 */
export const differenceWidths = (
  precision: Precision,
): readonly { readonly width: number; readonly smooth: number }[] => widths[precision];

const widths = {
  float64: [
    { width: 2 ** -10, smooth: 0 },
    { width: 2 ** -5, smooth: 720 * 2 ** -30 },
  ],
  float32: [{ width: 2 ** -5, smooth: 0 }],
  bfloat16: [],
  float16: [],
} as const;

/**
 * What the largest of a few sixth differences, scaled to the size of one error, is multiplied by before it bounds the
 * noise of a computation: 16. That all of three samples stay below a sixteenth of the error in question is
 * possible only where such an error is rare.
 */
export const noiseFactor = 16;
