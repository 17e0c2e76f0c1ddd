import { effectivePair } from '../metric/effectivePair.ts';
import { optimalMetric } from '../metric/optimal.ts';
import { pairGeometry } from '../metric/pairGeometry.ts';
import { renderOptimal } from '../metric/render.ts';
import type { TrajectoryRow } from '../types/report.ts';
import { type Markup, trusted } from './markup.ts';
import { mathml } from './mathml.ts';

/** A formula of ours, from TeX, as MathML. */
export const formula = (tex: string): Markup => trusted(mathml(tex, 'inline'));

/**
 * g = −M⁻¹∇L with the metric of least condition number, as MathML, for a step that has one; undefined where yᵀg ≤ 0 or
 * the vectors are not finite.
 */
export const naturalGradientFormula = (row: Pick<TrajectoryRow, 'delta' | 'y'>): Markup | undefined => {
  if (!isUsable(row.delta) || !isUsable(row.y) || row.delta.length !== row.y.length) return undefined;
  if (pairGeometry(row.delta, row.y).sign !== 1) return undefined;
  const pair = effectivePair(row.delta, row.y);
  const { latex } = renderOptimal(pair, optimalMetric(pair));
  return trusted(mathml(latex, 'block'));
};

const isUsable = (values: readonly number[]): boolean =>
  values.every(Number.isFinite) && values.some((value) => value !== 0);
