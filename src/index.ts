/**
 * natgrad-check for use inside somebody's own tests: the checks of the command, metrics and certificates, generators.
 * Vectors are `Float64Array`; any array-like of numbers is accepted. Dense matrices are ml-matrix `Matrix`.
 */

// Generators for properties of one's own, and a test of what a generator reaches.
export { type Coverage, cover } from './arbitrary/cover.ts';
export { type DrawnLoss, losses } from './arbitrary/loss.ts';
export { effectivePairs, ineffectivePairs, type PairDemand } from './arbitrary/pair.ts';
export { buildRule, type GeneratedRule, learningRules } from './arbitrary/rule.ts';
export { type ScenarioDemand, scenarios } from './arbitrary/scenario.ts';
export { stepSizes } from './arbitrary/stepSize.ts';
// Certificates, which share no formula with the constructions.
export {
  type ConditionNumberCertificate,
  certifyConditionNumber,
  type Rational,
} from './certify/conditionNumber.ts';
export { certifyMapsTo, type MapsToCertificate } from './certify/mapsTo.ts';
export { certifyPositiveDefinite, type DefinitenessCertificate } from './certify/positiveDefinite.ts';
// A rule's step as natural gradient descent.
export { type NaturalGradientForm, naturalGradientForm } from './dynamics/naturalGradientForm.ts';
// Checking a learning rule: the same checks and verdicts as `natgrad-check fuzz`, in this process.
export { assertLearningRule, type CheckedRule, checkLearningRule } from './fuzz/checkLearningRule.ts';
export type { CheckOptions } from './fuzz/checkOptions.ts';
export { loadFamilies } from './fuzz/plan.ts';
export { replayCase } from './fuzz/replay.ts';
// The metric of an effective pair (g, y): M symmetric positive definite with M g = y.
export { canonicalMetric } from './metric/canonical.ts';
export { minimumConditionNumber } from './metric/conditionNumber.ts';
export { type EffectivePair, effectivePair } from './metric/effectivePair.ts';
export { familyMetric } from './metric/family.ts';
export type { Eigenvalue, MatrixFreeMetric, Metric } from './metric/metric.ts';
export { minimiserMetric } from './metric/minimiser.ts';
export { optimalMetric } from './metric/optimal.ts';
export { type PairGeometry, pairGeometry } from './metric/pairGeometry.ts';

export type { Loss, LossFacts, LossFamily } from './types/loss.ts';
export type { CheckReport, RuleReport, TraitReport } from './types/report.ts';
export type { Contract, DescentPromise, LearningRule, RuleContext, RuleOutput } from './types/rule.ts';
export type { Scenario } from './types/scenario.ts';
export type { Vector, VectorLike } from './types/vector.ts';
export type { Certificate, Outcome, Verdict } from './types/verdict.ts';
