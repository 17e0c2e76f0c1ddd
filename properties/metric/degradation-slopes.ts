import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { slopeSlack } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case {
  /** ‖y‖/‖g‖. */
  readonly ratio: number;
  readonly dimension: number;
  /** log₁₀ δ of the first angle; the second is a tenth of it. */
  readonly exponent: number;
}

interface Slopes {
  readonly kappa: number;
  readonly least: number;
  readonly greatest: number;
}

const quantities = (optimal: Metrics['optimal'], { ratio, dimension }: Case, delta: number): Slopes => {
  const axis = (i: number) => Float64Array.from({ length: dimension }, (_, k) => (k === i ? 1 : 0));
  const y = axis(0)
    .fill(ratio * Math.sin(delta), 0, 1)
    .fill(ratio * Math.cos(delta), 1, 2);
  const metric = optimal(effectivePair(axis(0), y));
  return {
    kappa: metric.conditionNumber,
    least: metric.eigenvalues[0]!.value,
    greatest: metric.eigenvalues.at(-1)!.value,
  };
};

/** Slopes of log κ*, log λmin and log λmax against log δ between δ and δ/10 at a fixed ‖y‖/‖g‖. */
const hasSlopes = (optimal: Metrics['optimal'], expected: Slopes) => (value: Case) => {
  const delta = 10 ** value.exponent;
  const [far, near] = [quantities(optimal, value, delta), quantities(optimal, value, delta / 10)];
  const allowed = slopeSlack(delta);
  const deviation = (key: keyof Slopes) =>
    atMost(Math.abs(Math.log10(far[key] / near[key]) - expected[key]), allowed);
  return worst([deviation('kappa'), deviation('least'), deviation('greatest')]);
};

export default {
  id: 'P6-slopes',
  claim: 'As δ → 0 at fixed ‖y‖/‖g‖, κ* ∝ δ⁻², λmin(M(α*)) ∝ δ and λmax(M(α*)) ∝ δ⁻¹.',
  source: 'P6',
  given: fc.record({
    ratio: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    dimension: fc.integer({ min: 2, max: 20 }),
    exponent: fc.double({ min: -8, max: -1, noNaN: true }),
  }),
  ...ofMetrics(({ optimal }) => hasSlopes(optimal, { kappa: -2, least: 1, greatest: -1 })),
  mutants: {
    'κ* ∝ δ⁻¹': hasSlopes(optimalMetric, { kappa: -1, least: 1, greatest: -1 }),
    'λmin constant': hasSlopes(optimalMetric, { kappa: -2, least: 0, greatest: -1 }),
    'λmin ∝ δ²': hasSlopes(optimalMetric, { kappa: -2, least: 2, greatest: -1 }),
    'λmax ∝ δ⁻²': hasSlopes(optimalMetric, { kappa: -2, least: 1, greatest: -2 }),
  },
} satisfies Claim<Case>;
