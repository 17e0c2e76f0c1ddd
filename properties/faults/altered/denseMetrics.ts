import { Matrix, solve } from 'ml-matrix';
import { entriesOf } from '../../../src/linalg/denseMatrix.ts';
import { normalised, planeDirection } from '../../../src/linalg/planeDirection.ts';
import { scaledRatio, scaledToNumber } from '../../../src/linalg/scaled.ts';
import { multiply, symmetricSpectrum } from '../../../src/linalg/symmetric.ts';
import type { EffectivePair } from '../../../src/metric/effectivePair.ts';
import type { Metric } from '../../../src/metric/metric.ts';
import { alphaStar } from '../../plain/alphaStar.ts';
import { type Metrics, ourMetrics } from '../../subjects/metrics.ts';

/** A pair brought to unit vectors. */
export interface UnitPair {
  /** ĝ and ŷ. */
  readonly g: Float64Array;
  readonly y: Float64Array;
  /** ĥ, the unit vector of the plane at right angles to ĝ; 0 where ψ = 0. */
  readonly h: Float64Array;
  readonly c: number;
  readonly s: number;
  /** ‖y‖/‖g‖. */
  readonly size: number;
  /** α/α*. */
  readonly ratio: number;
}

/**
 * Our constructions, but M(α) and M(α*) as ‖y‖/‖g‖ times a dense matrix of the unit vectors, with products,
 * eigenvalues and determinant in plain arithmetic.
 */
export const denseMetrics = (entry: (unit: UnitPair, i: number, j: number) => number): Metrics => {
  const construct = (pair: EffectivePair, ratio: number): Metric => {
    const size = scaledToNumber(scaledRatio(pair.yNorm, pair.gNorm));
    const [g, y] = [normalised(pair.g), normalised(pair.y)];
    const h = pair.sine > 0 ? planeDirection(pair.g, pair.y, pair.sine) : g.map(() => 0);
    const unit = { g, y, h, c: pair.cosine, s: pair.sine, size, ratio };
    const rows = Array.from(g, (_, i) => Array.from(g, (__, j) => size * entry(unit, i, j)));
    return metricOf(new Matrix(rows));
  };
  return {
    ...ourMetrics,
    optimal: (pair) => construct(pair, 1),
    family: (pair, alpha) => construct(pair, alpha / alphaStar(pair)),
  };
};

const metricOf = (matrix: Matrix): Metric => {
  const dimension = matrix.rows;
  const entries = entriesOf(matrix);
  const spectrum = () => symmetricSpectrum(dimension, entries);
  return {
    dimension,
    apply: (v) => multiply(dimension, entries, Float64Array.from(v)),
    solve: (v) => Float64Array.from(solve(matrix, Matrix.columnVector([...Array.from(v)])).to1DArray()),
    toDense: () => matrix,
    get eigenvalues() {
      const { values, vectors } = spectrum();
      return Array.from(values, (value, k) => ({ value, multiplicity: 1, vector: () => vectors[k]! }));
    },
    get conditionNumber() {
      const { values } = spectrum();
      return values[dimension - 1]! / values[0]!;
    },
    get logDet() {
      return spectrum().values.reduce((sum, value) => sum + Math.log(value), 0);
    },
  };
};
