import { symmetricSpectrum } from '../linalg/symmetric.ts';
import type { DeclaredRule, InitialSetting, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { gradientOnly } from './declaration/traits.ts';
import { byLayer, type Layer, layerOf } from './layers/layers.ts';
import { negligibleShare } from './layers/rounding.ts';

/** Sums of ∇L∇Lᵀ and ∇Lᵀ∇L of one matrix, row-major; null for a side that is too long. */
interface Sides {
  readonly left: Vector | null;
  readonly right: Vector | null;
}

/** Longer sides are left as they are: a spectrum of theirs at every step takes too long. */
const longest = 16;

/**
 * L ← L + ∇L∇Lᵀ, R ← R + ∇Lᵀ∇L, Δ = −η L^(−1/4) ∇L R^(−1/4) for each matrix, L = R = εI at the start.
 *
 * Eigenvalues that are rounding errors beside the largest are raised to what these can be, so that Δ goes downhill however
 * large the gradient is beside √ε. A side of more than 16 entries is not preconditioned, and the other then by the power −1/2. Both factors are SPD, so
 * that yᵀg > 0 at every step, though single coordinates may go uphill.
 * Source: Gupta, Koren and Singer 2018, algorithm 1. Where a sum overflows, the power of it that goes to 0 is 0. Cost: O(16³ + 16·D).
 */
const shampoo = {
  name: 'shampoo',
  source:
    'Gupta, Koren, Singer, Shampoo: preconditioned stochastic tensor optimization, ICML (2018), arXiv:1802.09568',
  hyperparameters: { epsilon: { default: 1e-4, min: 1e-8, max: 1, unit: 'squared gradient' } },
  init: (_theta: Vector, { parameters }: InitialSetting): readonly Sides[] =>
    parameters.map((parameter) => {
      const { rows, columns } = layerOf(parameter);
      const empty = (side: number): Vector | null => (side > longest ? null : new Float64Array(side * side));
      return { left: empty(rows), right: empty(columns) };
    }),
  update({ gradient, stepSize, hyperparameters, parameters }: RuleContext, state: readonly Sides[]) {
    const epsilon = hyperparameters.epsilon!;
    const next: Sides[] = [];
    const delta = byLayer(parameters, gradient, (slopes, layer, index) => {
      const { left, right } = withGradient(state[index]!, slopes, layer);
      next.push({ left, right });
      const power = left && right ? -1 / 4 : -1 / 2;
      const { rows, columns } = layer;
      let direction = slopes;
      if (left) direction = product(powerOf(left, { size: rows, epsilon, power }), direction, layer);
      // G R = (R Gᵀ)ᵀ, R symmetric.
      if (right) {
        const turned = transposed(direction, layer);
        const sides = { rows: columns, columns: rows };
        direction = transposed(
          product(powerOf(right, { size: columns, epsilon, power }), turned, sides),
          sides,
        );
      }
      return direction.map((d) => -stepSize * d);
    });
    return { delta, state: next };
  },
  shapes: 'matrix',
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, 'scale-invariant'],
} satisfies DeclaredRule;

export default shampoo;

type Shape = Pick<Layer, 'rows' | 'columns'>;

const withGradient = ({ left, right }: Sides, slopes: Vector, layer: Shape): Sides => ({
  left: left && added(left, slopes, layer),
  right: right && added(right, transposed(slopes, layer), { rows: layer.columns, columns: layer.rows }),
});

/** S + GGᵀ, bitwise symmetric. */
const added = (sum: Vector, g: Vector, { rows, columns }: Shape): Vector => {
  const result = sum.slice();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let dot = 0;
      for (let k = 0; k < columns; k++) dot += g[i * columns + k]! * g[j * columns + k]!;
      result[i * rows + j] = result[i * rows + j]! + dot;
    }
  }
  return result;
};

/** (S + εI)^p, S positive semidefinite; eigenvalues that are rounding errors are raised to what such errors can be. */
const powerOf = (
  sum: Vector,
  { size, epsilon, power }: { readonly size: number; readonly epsilon: number; readonly power: number },
): Vector => {
  // An iteration for eigenvalues of what is infinite would not end.
  if (!sum.every(Number.isFinite)) return new Float64Array(size * size);
  const { values, vectors } = symmetricSpectrum(size, sum);
  const least = Math.max(0, values.at(-1)!) * negligibleShare(size);
  const result = new Float64Array(size * size);
  for (const [k, vector] of vectors.entries()) {
    const value = (Math.max(values[k]!, least) + epsilon) ** power;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++)
        result[i * size + j] = result[i * size + j]! + value * vector[i]! * vector[j]!;
    }
  }
  return result;
};

/** M G, M square. */
const product = (m: Vector, g: Vector, { rows, columns }: Shape): Vector => {
  const result = new Float64Array(g.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      for (let k = 0; k < columns; k++)
        result[i * columns + k] = result[i * columns + k]! + m[i * rows + j]! * g[j * columns + k]!;
    }
  }
  return result;
};

const transposed = (g: Vector, { rows, columns }: Shape): Vector =>
  g.map((_, k) => g[(k % rows) * columns + Math.floor(k / rows)]!);
