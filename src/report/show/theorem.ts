import { type EffectivePair, effectivePair } from '../../metric/effectivePair.ts';
import { familyMetric } from '../../metric/family.ts';
import type { Metric } from '../../metric/metric.ts';
import { minimiserMetric } from '../../metric/minimiser.ts';
import { optimalMetric } from '../../metric/optimal.ts';

/** λ and κ of one metric of a curve of metrics, by what it is drawn against. */
export interface Level {
  readonly x: number;
  readonly least: number;
  readonly middle: number;
  readonly greatest: number;
  readonly conditionNumber: number;
}

const levelOf = (x: number, { eigenvalues, conditionNumber }: Metric, middle: number): Level => ({
  x,
  least: eigenvalues[0]!.value,
  middle,
  greatest: eigenvalues.at(-1)!.value,
  conditionNumber,
});

const between = (from: number, to: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** α* = yᵀy/(yᵀg), from the middle of the spectrum of M(α*): (λmin + λmax)/2. Source: P5. */
export const alphaStarOf = (pair: EffectivePair): number => {
  const { eigenvalues } = optimalMetric(pair);
  return (eigenvalues[0]!.value + eigenvalues.at(-1)!.value) / 2;
};

/** Decades to both sides of α* that are shown. */
export const alphaDecades = 2;

/** M(α) over α/α* from 10⁻² to 10². Source: P4. @throws RangeError where the numbers overflow */
export const familyCurve = (pair: EffectivePair): readonly Level[] => {
  const alphaStar = alphaStarOf(pair);
  return between(-alphaDecades, alphaDecades, 81).map((power) => {
    const alpha = alphaStar * 10 ** power;
    return levelOf(10 ** power, familyMetric(pair, alpha), alpha);
  });
};

/**
 * q(p) = p + ‖y − pg‖²/((y − pg)ᵀg), the least greatest eigenvalue of a metric whose least is p, for p up to yᵀg/gᵀg.
 *
 * Source: X1, which shares no formula with the family.
 */
export const sectorFrontier = (
  g: readonly number[],
  y: readonly number[],
): readonly (readonly [number, number])[] => {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const most = dot(y, g) / dot(g, g);
  return between(-3, -0.004, 90).map((power) => {
    const p = most * 10 ** power;
    const rest = y.map((value, i) => value - p * g[i]!);
    return [p, p + dot(rest, rest) / dot(rest, g)];
  });
};

/** Spectrum and κ of M(α*) against δ = 90° − ψ in radians, for ‖y‖ = ‖g‖. Source: P6. */
export const towardsRightAngle = (): readonly Level[] =>
  between(-6, Math.log10(Math.PI / 2), 50).map((power) => {
    const delta = 10 ** power;
    const metric = optimalMetric(effectivePair([1, 0], [Math.sin(delta), Math.cos(delta)]));
    return levelOf(delta, metric, Number.NaN);
  });

/** The metrics of least condition number in three dimensions, by τ in [−1, 1]. Source: X6. */
export const minimiserCurve = (pair: EffectivePair): readonly Level[] =>
  between(-1, 1, 41).map((tau) => {
    const metric = minimiserMetric(pair, [tau]);
    const { eigenvalues } = metric;
    // The eigenvalue between the others; at τ = ±1 it is one of them.
    const [least, greatest] = [eigenvalues[0]!.value, eigenvalues.at(-1)!.value];
    return levelOf(tau, metric, ((greatest - least) * (tau + 1)) / 2 + least);
  });

/** M as rows. */
export const rowsOf = ({ dimension, apply }: Metric): readonly (readonly number[])[] => {
  const columns = Array.from({ length: dimension }, (_, j) =>
    apply(Array.from({ length: dimension }, (_, i) => Number(i === j))),
  );
  return Array.from({ length: dimension }, (_, i) => columns.map((column) => column[i]!));
};

/** M as text to paste, every digit of it. */
export const matrixTexts = (
  rows: readonly (readonly number[])[],
): { readonly numpy: string; readonly typescript: string; readonly latex: string } => {
  const list = (row: readonly number[]): string => `[${row.join(', ')}]`;
  const latexNumber = (value: number): string => {
    const [digits, exponent] = String(Number(value.toPrecision(6))).split('e');
    return exponent === undefined ? digits! : `${digits} \\cdot 10^{${exponent.replace('+', '')}}`;
  };
  return {
    numpy: `M = np.array([${rows.map(list).join(', ')}])`,
    typescript: `const M = new Matrix([${rows.map(list).join(', ')}]);`,
    latex: `M = \\begin{pmatrix} ${rows.map((row) => row.map(latexNumber).join(' & ')).join(' \\\\ ')} \\end{pmatrix}`,
  };
};

/**
 * The outline of {v: vᵀM v ≤ 1} seen along a direction: the points ±S^½u, S = P M⁻¹Pᵀ, with P two orthonormal rows.
 *
 * Source: the support function of an ellipsoid, h(u) = √(uᵀM⁻¹u).
 */
export const outline = (
  { solve }: Pick<Metric, 'solve'>,
  [across, up]: readonly [readonly number[], readonly number[]],
): readonly (readonly [number, number])[] => {
  const dot = (a: readonly number[], b: ArrayLike<number>): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const [solved, other] = [solve(across), solve(up)];
  const [a, b, d] = [dot(across, solved), dot(up, solved), dot(up, other)];
  // S = L Lᵀ, and L times a circle is the outline.
  const first = Math.sqrt(a);
  const second = b / first;
  const third = Math.sqrt(Math.max(0, d - second * second));
  return Array.from({ length: 97 }, (_, i) => {
    const [x, z] = [Math.cos((Math.PI * i) / 48), Math.sin((Math.PI * i) / 48)];
    return [first * x, second * x + third * z];
  });
};
