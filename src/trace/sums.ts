import type { Vector } from '../types/vector.ts';
import type { TensorSums } from './step.ts';

/** Numbers of a block, of any of the formats that are read. */
export type Block = Float32Array | Float64Array;

/** Running sums Σyd, Σ|yd|, Σy², Σd², Σp². */
export type RunningSums = Float64Array;

export const emptySums = (): RunningSums => new Float64Array(5);

/**
 * Adds the sums of one block to those before: yᵢ = −gradientᵢ, dᵢ, pᵢ.
 *
 * @param gradient shape (count) @param delta likewise @param theta likewise
 * Accuracy: γ of the number of terms; products of singles are exact. Cost: O(count), some 1.3 ns a coordinate: five sums keep the adders busy, two of each are slower.
 */
export const addBlock = (
  sums: RunningSums,
  { gradient, delta, theta }: Readonly<Record<'gradient' | 'delta' | 'theta', Block>>,
  count: number,
): void => {
  let gd = 0;
  let size = 0;
  let gg = 0;
  let dd = 0;
  let pp = 0;
  for (let i = 0; i < count; i++) {
    const g = gradient[i]!;
    const d = delta[i]!;
    const p = theta[i]!;
    const product = g * d;
    gd += product;
    size += Math.abs(product);
    gg += g * g;
    dd += d * d;
    pp += p * p;
  }
  sums[0]! -= gd;
  sums[1]! += size;
  sums[2]! += gg;
  sums[3]! += dd;
  sums[4]! += pp;
};

/** The sums of a tensor of this many parameters. */
export const tensorSums = (count: number, sums: RunningSums): TensorSums => ({
  count,
  yd: sums[0]!,
  size: sums[1]!,
  yy: sums[2]!,
  dd: sums[3]!,
  pp: sums[4]!,
});

/** The sums of whole vectors, shape (D) each. */
export const vectorSums = (theta: Vector, gradient: Vector, delta: Vector): TensorSums => {
  const sums = emptySums();
  addBlock(sums, { gradient, delta, theta }, gradient.length);
  return tensorSums(gradient.length, sums);
};
