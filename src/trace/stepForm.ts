import { effectivePair } from '../metric/effectivePair.ts';
import { hasOptimalMetric, optimalMetric } from '../metric/optimal.ts';
import { renderOptimal } from '../metric/render.ts';
import { inDigits, plural } from '../numbers.ts';
import type { StepGeometry } from './geometry.ts';
import { type LoggedStep, stepSizeOf, sumOf } from './step.ts';

/** Parameters of a step that is written out, vector by vector. */
const mostWritten = 2 ** 16;

/**
 * One step in natural-gradient form, g = M⁻¹y with g = Δ/η: with its vectors where they are at hand, and otherwise as far as
 * sums go: norms, α*, ψ, κ* and the spectrum α*·{1 − s, 1, 1 + s}. Undefined where no metric exists.
 *
 * Source: P5.
 */
export const stepForm = (step: LoggedStep, geometry: StepGeometry): string | undefined => {
  if (geometry.kind !== 'effective') return undefined;
  const eta = stepSizeOf(step) ?? 1;
  const { vectors } = step;
  if (vectors && vectors.delta.length <= mostWritten) {
    const pair = effectivePair(
      vectors.delta.map((d) => d / eta),
      vectors.gradient.map((slope) => -slope),
    );
    if (hasOptimalMetric(pair)) return renderOptimal(pair, optimalMetric(pair)).text;
  }
  const { count, yy, dd, yd } = sumOf(step.tensors.values());
  const digits = (value: number): string => inDigits(value, 6);
  const sine = Math.sin(geometry.angle);
  const alpha = (yy / yd) * eta;
  const is = geometry.atMost ? '≤' : '=';
  const middle =
    count > 2
      ? `${digits(alpha)} (${count === 3 ? 'once' : `${(count - 2).toLocaleString('en')} times`}), `
      : '';
  return [
    'g = M⁻¹ y = −M⁻¹ ∇L',
    `M = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)), α = yᵀy/(yᵀg) = ${digits(alpha)}`,
    `‖y‖ = ${digits(Math.sqrt(yy))}, ‖g‖ = ${digits(Math.sqrt(dd) / eta)}, ${plural(count, 'coordinate')}`,
    `ψ ${is} ${digits((geometry.angle * 180) / Math.PI)}°, κ(M) ${is} ${digits(geometry.conditionNumber)}`,
    `λ(M) = {${digits(alpha * (1 - sine))}, ${middle}${digits(alpha * (1 + sine))}}`,
  ].join('\n');
};
