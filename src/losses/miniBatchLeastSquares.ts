import { gamma, roundedDown, roundedUp, underflow, unitRoundoff } from '../linalg/rounding.ts';
import type { Loss, LossFacts, LossFamily } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { drawInteger, drawList } from './data/draw.ts';
import { squaresFormula } from './data/formula.ts';
import { readNumbers, readRows, requireLength } from './data/parameters.ts';
import { largestEigenvalueBound } from './quadratic/largestEigenvalue.ts';
import { leastSquaresMinimum } from './quadratic/leastSquaresMinimum.ts';
import { smallestEigenvalueBound } from './quadratic/smallestEigenvalue.ts';

const facts: LossFacts = {
  convex: true,
  smooth: true,
  network: false,
  stochastic: true,
  timeVarying: false,
  degree: 2,
};

/** A regression whose samples disagree, so that the gradient of one may point uphill on the whole. */
const miniBatchLeastSquares: LossFamily = {
  name: 'mini-batch-least-squares',
  description: '1/(2n) Σ (xₖᵀθ − tₖ)², rules are shown xₖ(xₖᵀθ − tₖ) of one k',
  source: 'Robbins, Monro, Ann. Math. Stat. 22 (1951)',
  facts,
  complexity: 7,
  dimensions: { min: 1, max: 64 },
  draw(dimension, random) {
    const samples = drawInteger(random, 2, 8);
    return {
      inputs: drawList(samples, () => drawList(dimension, () => signed(drawInteger(random, 1, 3), random()))),
      targets: drawList(samples, () => drawInteger(random, -8, 8) / 2),
    };
  },
  drop(parameters, coordinate) {
    const inputs = readRows(parameters, 'inputs');
    const columns = inputs[0]!.length;
    if (columns < 2 || coordinate < 0 || coordinate >= columns) return undefined;
    return {
      parameters: {
        inputs: inputs.map((row) => row.filter((_, i) => i !== coordinate)),
        targets: readNumbers(parameters, 'targets'),
      },
      kept: inputs[0]!.map((_, i) => i).filter((i) => i !== coordinate),
    };
  },
  formula: (parameters) =>
    squaresFormula(
      'x^{\\top} \\theta',
      readRows(parameters, 'inputs'),
      readNumbers(parameters, 'targets').map((t) => [t]),
    ),
  build(parameters) {
    const rows = readRows(parameters, 'inputs').map((row) => Float64Array.from(row));
    const targets = readNumbers(parameters, 'targets');
    requireLength(targets, 'targets', rows.length);
    return leastSquares(rows, targets);
  },
};

export default miniBatchLeastSquares;

const signed = (size: number, uniform: number): number => (uniform < 1 / 2 ? -size : size);

/**
 * β = ‖XXᵀ‖_F/n ≥ λmax(XᵀX)/n; μ, where XᵀX is regular, a proved bound on λmin(XᵀX)/n; the minimum in integers, rounded
 * down. The minimiser is no landmark: its entries are no doubles, so that ∇L is not exactly 0 there.
 */
const leastSquares = (rows: readonly Vector[], targets: readonly number[]): Loss => {
  const count = rows.length;
  const dimension = rows[0]!.length;
  const curvature = roundedDown((smallestEigenvalueBound(rows) ?? 0) / count);
  const minimum = leastSquaresMinimum(rows, targets);
  const residual = (theta: Vector, k: number): number => {
    const row = rows[k]!;
    let sum = 0;
    for (let j = 0; j < dimension; j++) sum += row[j]! * theta[j]!;
    return sum - targets[k]!;
  };
  return {
    name: 'mini-batch-least-squares',
    dimension,
    facts,
    value(theta: Vector) {
      let sum = 0;
      for (let k = 0; k < count; k++) {
        const r = residual(theta, k);
        sum += r * r;
      }
      return sum / (2 * count);
    },
    gradient(theta: Vector) {
      const result = new Float64Array(dimension);
      for (let k = 0; k < count; k++) {
        const r = residual(theta, k);
        for (let j = 0; j < dimension; j++) result[j] = result[j]! + r * rows[k]![j]!;
      }
      for (let j = 0; j < dimension; j++) result[j] = result[j]! / count;
      return result;
    },
    roundoff(theta: Vector) {
      const bounds = new Float64Array(dimension);
      let size = 0;
      let carried = 0;
      for (let k = 0; k < count; k++) {
        const row = rows[k]!;
        let weight = 0;
        for (let j = 0; j < dimension; j++) weight += Math.abs(row[j]! * theta[j]!);
        const r = Math.abs(residual(theta, k));
        const e = gamma(dimension) * weight + unitRoundoff * r + dimension * underflow;
        size += r * r;
        carried += (2 * r + e) * e + underflow;
        for (let j = 0; j < dimension; j++) {
          bounds[j] = bounds[j]! + Math.abs(row[j]!) * (e + gamma(count + 1) * r) + underflow;
        }
      }
      for (let j = 0; j < dimension; j++) bounds[j] = roundedUp(bounds[j]! / count + underflow);
      return {
        value: roundedUp((gamma(count + 2) * size + carried) / (2 * count) + underflow),
        gradient: bounds,
      };
    },
    smoothness: roundedUp(largestEigenvalueBound(rows) / count),
    ...(curvature > 0 && { strongConvexity: curvature }),
    ...(minimum !== undefined && { minimum }),
    samples: {
      count,
      gradient(theta: Vector, sample: number) {
        const r = residual(theta, sample);
        return rows[sample]!.map((x) => r * x);
      },
    },
  };
};
