import type { Vector } from '../types/vector.ts';
import type { CrossSums, StepVectors } from './step.ts';

/** Forms the products of each step with those before it. */
export type RunningCross = (vectors: StepVectors, stepSize: number) => CrossSums;

const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/**
 * gⱼᵀy and gᵀyⱼ with the steps before, from vectors that are kept, g = Δ/η. Memory: 2k vectors. Cost: O(kD).
 *
 * @param most k, the steps in a row that are compared
 */
export const runningCross = (most: number): RunningCross => {
  const kept: { readonly g: Vector; readonly y: Vector }[] = [];
  return ({ theta, gradient, delta }, stepSize) => {
    const g = delta.map((d) => d / stepSize);
    const y = gradient.map((slope) => -slope);
    const cross: CrossSums = {
      gg: dot(g, g),
      yy: dot(y, y),
      pp: dot(theta, theta) / stepSize ** 2,
      own: dot(g, y),
      gy: kept.map((one) => dot(one.g, y)),
      yg: kept.map((one) => dot(g, one.y)),
    };
    kept.push({ g, y });
    if (kept.length >= most) kept.shift();
    return cross;
  };
};
