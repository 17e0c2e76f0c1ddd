import { elementaryRoundoff, unitRoundoff } from '../../linalg/rounding.ts';
import type { NetworkLayer } from '../../types/network.ts';

/** A scalar non-linearity φ with what a running error bound needs. */
export interface Activation {
  apply(z: number): number;
  /** φ′, written with a = φ(z). */
  slope(z: number, a: number): number;
  /** |fl(φ(ẑ)) − φ(z)| where |ẑ − z| ≤ e and a = fl(φ(ẑ)). */
  error(a: number, e: number): number;
  /** |fl(φ′(ẑ)) − φ′(z)| under the same conditions, with f the bound on the error of a. */
  slopeError(z: number, e: number, a: number, f: number): number;
  /** Whether φ is differentiable at z. */
  differentiable(z: number): boolean;
}

/** φ(z) = z. */
export const linear: Activation = {
  apply: (z) => z,
  slope: () => 1,
  error: (_a, e) => e,
  slopeError: () => 0,
  differentiable: () => true,
};

/** φ(z) = max(z, 0), with φ′(0) = 0. */
export const relu: Activation = {
  apply: (z) => Math.max(z, 0),
  slope: (z) => (z > 0 ? 1 : 0),
  error: (_a, e) => e,
  slopeError: (z, e) => (Math.abs(z) <= e && e > 0 ? 1 : 0),
  differentiable: (z) => z !== 0,
};

/** φ(z) = tanh z, φ′ = (1 − a)(1 + a), which keeps its relative accuracy where a nears ±1. */
export const tanh: Activation = {
  apply: Math.tanh,
  slope: (_z, a) => (1 - a) * (1 + a),
  error: (a, e) => e + elementaryRoundoff * Math.abs(a),
  slopeError: (_z, _e, a, f) => (2 * Math.abs(a) + f) * f + 4 * unitRoundoff,
  differentiable: () => true,
};

/** A layer with its φ. */
export interface ActiveLayer extends NetworkLayer {
  readonly activation: Activation;
}
