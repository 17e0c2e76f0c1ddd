import type { DeclaredRule, InitialSetting, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { layerLengths } from './declaration/traits.ts';
import { byLayer, type Layer, layerOf } from './layers/layers.ts';

/** Moving averages of the squares of the gradient: means of rows and of columns of a matrix, or every square. */
type Squares =
  | { readonly rows: Vector; readonly columns: Vector }
  | {
      /** Shape (n). */
      readonly all: Vector;
    };

interface Factors {
  readonly count: number;
  /** One entry a parameter. */
  readonly squares: readonly Squares[];
}

/**
 * Δ = −η max(ε₂, RMS(θ)) U/max(1, RMS(U)/d) layer by layer, U = ∇L/√V, with V = rcᵀ/mean(r) from the moving averages r
 * and c of the means of (∇L)² + ε₁ over each row and column of a matrix; V is the moving average itself for vectors.
 *
 * Averages decay by 1 − t^(−c), which needs no correction for the start. Every coordinate of Δ has the sign of y.
 * Source: Shazeer and Stern 2018, algorithms 4 and 5, with η for their relative step size. Cost: O(D).
 */
const adafactor = {
  name: 'adafactor',
  source:
    'Shazeer, Stern, Adafactor: adaptive learning rates with sublinear memory cost, ICML (2018), arXiv:1804.04235',
  hyperparameters: {
    epsilon1: { default: 1e-30, min: 1e-30, max: 1e-4, unit: 'squared gradient' },
    epsilon2: { default: 1e-3, min: 1e-6, max: 1 },
    clip: { default: 1, min: 0.5, max: 4 },
    decayPower: { default: 0.8, min: 0.5, max: 1 },
  },
  init: (_theta: Vector, { parameters }: InitialSetting): Factors => ({
    count: 0,
    squares: parameters.map((parameter) => emptySquares(layerOf(parameter))),
  }),
  update({ theta, gradient, stepSize, hyperparameters, parameters }: RuleContext, state: Factors) {
    const count = state.count + 1;
    const keep = 1 - count ** -hyperparameters.decayPower!;
    const squares: Squares[] = [];
    const delta = byLayer(parameters, gradient, (slopes, layer, index) => {
      const seen = slopes.map((d) => d * d + hyperparameters.epsilon1!);
      const next = nextSquares(state.squares[index]!, seen, { layer, keep });
      squares.push(next);
      const scaled = slopes.map((d, k) => d / rootAt(next, k));
      const clipped = Math.max(1, rootMeanSquare(scaled) / hyperparameters.clip!);
      const length = rootMeanSquare(theta.subarray(layer.from, layer.to));
      const rate = stepSize * Math.max(hyperparameters.epsilon2!, length);
      return scaled.map((u) => (-rate * u) / clipped);
    });
    return { delta, state: { count, squares } };
  },
  shapes: 'matrix',
  contract: { effective: 'small-step' },
  traits: layerLengths,
} satisfies DeclaredRule;

export default adafactor;

const emptySquares = ({ rows, columns }: Layer): Squares =>
  rows > 1 && columns > 1
    ? { rows: new Float64Array(rows), columns: new Float64Array(columns) }
    : { all: new Float64Array(rows * columns) };

const nextSquares = (
  before: Squares,
  seen: Vector,
  { layer, keep }: { readonly layer: Layer; readonly keep: number },
): Squares => {
  const mixed = (old: Vector, now: Vector): Vector => old.map((v, i) => keep * v + (1 - keep) * now[i]!);
  if ('all' in before) return { all: mixed(before.all, seen) };
  const [rows, columns] = [new Float64Array(layer.rows), new Float64Array(layer.columns)];
  for (const [k, square] of seen.entries()) {
    const [i, j] = [Math.floor(k / layer.columns), k % layer.columns];
    rows[i] = rows[i]! + square / layer.columns;
    columns[j] = columns[j]! + square / layer.rows;
  }
  return { rows: mixed(before.rows, rows), columns: mixed(before.columns, columns) };
};

/** √V of one entry; roots are taken before products, which could overflow. */
const rootAt = (squares: Squares, k: number): number => {
  if ('all' in squares) return Math.sqrt(squares.all[k]!);
  const { rows, columns } = squares;
  const mean = rows.reduce((sum, r) => sum + r / rows.length, 0);
  return Math.sqrt(rows[Math.floor(k / columns.length)]! / mean) * Math.sqrt(columns[k % columns.length]!);
};

const rootMeanSquare = (values: Vector): number =>
  Math.sqrt(values.reduce((sum, x) => sum + (x * x) / values.length, 0));
