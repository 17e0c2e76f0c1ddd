import { effectivePair } from '../metric/effectivePair.ts';
import { hasOptimalMetric, optimalMetric } from '../metric/optimal.ts';
import { pairGeometry } from '../metric/pairGeometry.ts';
import { renderOptimal } from '../metric/render.ts';
import { texNumber } from '../numbers.ts';
import type { TrajectoryRow } from '../types/report.ts';
import { html, type Markup, trusted } from './markup.ts';
import { mathml } from './mathml.ts';

/** A formula of ours, from TeX, as MathML. */
export const formula = (tex: string): Markup => trusted(mathml(tex, 'inline'));

/** A formula that a report brings along, as its text where it is none that we can set. */
export const formulaOrText = (tex: string): Markup => {
  try {
    return formula(tex.slice(0, 2000));
  } catch {
    return html`<code>${tex}</code>`;
  }
};

/**
 * g = −M⁻¹∇L with the metric of least condition number, as MathML, for a step that has one; undefined where yᵀg ≤ 0 or
 * the vectors are not finite, or no metric is within the range of doubles.
 */
export const naturalGradientFormula = (row: Pick<TrajectoryRow, 'delta' | 'y'>): Markup | undefined => {
  if (!isUsable(row.delta) || !isUsable(row.y) || row.delta.length !== row.y.length) return undefined;
  const { sign, cosine } = pairGeometry(row.delta, row.y);
  if (sign !== 1 || !hasOptimalMetric({ cosine })) return undefined;
  const pair = effectivePair(row.delta, row.y);
  const { latex } = renderOptimal(pair, optimalMetric(pair));
  return trusted(mathml(latex, 'block') + writtenOut(row));
};

/** The entries of M(α*) = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)) in two and three dimensions, to four digits. */
const writtenOut = ({ delta: g, y }: Pick<TrajectoryRow, 'delta' | 'y'>): string => {
  if (g.length < 2 || g.length > 3) return '';
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
  const [yy, yg, gg] = [dot(y, y), dot(y, g), dot(g, g)];
  const entry = (i: number, j: number): number =>
    (y[i]! * y[j]!) / yg + (yy / yg) * ((i === j ? 1 : 0) - (g[i]! * g[j]!) / gg);
  const rows = g.map((_, i) => g.map((_, j) => entry(i, j)));
  if (!rows.flat().every(Number.isFinite)) return '';
  const tex = rows.map((cells) => cells.map((cell) => texNumber(cell)).join(' & ')).join(' \\\\ ');
  return mathml(`M = \\begin{pmatrix} ${tex} \\end{pmatrix}`, 'block');
};

const isUsable = (values: readonly number[]): boolean =>
  values.every(Number.isFinite) && values.some((value) => value !== 0);
