import { defaultHyperparameters, runTrajectory } from '../dynamics/trajectory.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { MetricTrace } from '../types/trace.ts';
import { runningCross } from './crossSums.ts';
import { runningMetric } from './metricSpans.ts';

const dimension = 24;
const steps = 64;
const stepSize = 0.05;

/** Steps in a row that are compared. */
export const comparedSteps = 16;

/** ½ Σ sᵢwᵢ² with eigenvalues from 0.1 to 1, along axes that are not those of θ. */
const loss = quadraticLoss({
  name: 'quadratic',
  spectrum: Array.from({ length: dimension }, (_, i) => 10 ** (i / (dimension - 1) - 1)),
  rotation: Array.from({ length: dimension }, (_, i) => 1 + (i % 3)),
  centre: null,
  drift: null,
});

/**
 * How far a rule is from a fixed geometry: over how many steps in a row one constant metric explains its run on a quadratic, at a
 * small step size and its default hyperparameters. Undefined where it makes no two steps there.
 *
 * Source: X10. Cost: 64 calls of the rule.
 */
export const ruleGeometry = (rule: NamedRule): MetricTrace | undefined => {
  const sign = (i: number): number => (i % 2 === 0 || rule.domain === 'positive' ? 1 : -1);
  const run = runTrajectory(rule, loss, {
    theta: Float64Array.from({ length: dimension }, (_, i) => sign(i) * (1 + i / dimension)),
    stepSize,
    steps,
    seed: 1,
    hyperparameters: defaultHyperparameters(rule),
  });
  const crossOf = runningCross(comparedSteps);
  const metric = runningMetric(comparedSteps, { precision: rule.precision, rounded: true });
  if (run.steps.length < 2) return undefined;
  for (const { index, ...vectors } of run.steps) {
    metric.add(index, crossOf(vectors, stepSize), dimension, { ...vectors, stepSize });
  }
  return metric.result() ?? undefined;
};
