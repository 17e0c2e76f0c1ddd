export { loadFamilies } from './catalog/losses.ts';
export { loadRules } from './catalog/rules.ts';

/**
 * natgrad-check for use inside somebody's own tests: the checks of the command, metrics and certificates, generators.
 * Vectors are `Float64Array`; any array-like of numbers is accepted. Dense matrices are ml-matrix `Matrix`.
 */

// Generators for properties of one's own, and a test of what a generator reaches.
export { type Coverage, cover } from './arbitrary/coverage/cover.ts';
export { effectivePairs, ineffectivePairs, type PairDemand } from './arbitrary/pair/pair.ts';
export { buildRule, type GeneratedRule, learningRules } from './arbitrary/rule/rule.ts';
export { type DrawnLoss, losses } from './arbitrary/scenario/loss.ts';
export { type ScenarioDemand, scenarios } from './arbitrary/scenario/scenario.ts';
export { stepSizes } from './arbitrary/scenario/stepSize.ts';

export type { CheckOptions } from './campaign/options.ts';
// Certificates, which share no formula with the constructions.
export {
  type ConditionNumberCertificate,
  certifyConditionNumber,
  type Rational,
} from './certify/conditionNumber.ts';
export { certifyMapsTo, type MapsToCertificate } from './certify/mapsTo.ts';
export { certifyPositiveDefinite, type DefinitenessCertificate } from './certify/positiveDefinite.ts';
// Checking a learning rule: the same checks and verdicts as `natgrad-check fuzz`, in this process.
export {
  assertLearningRule,
  type CheckedRule,
  checkLearningRule,
  type LearningRuleError,
} from './checkLearningRule.ts';
export { replayCase } from './counterexample/replay.ts';
// A rule's step as natural gradient descent, and a run of it.
export { type NaturalGradientForm, naturalGradientForm } from './dynamics/naturalGradientForm.ts';
export { runTrajectory } from './dynamics/trajectory.ts';
export { type MatcherResult, toDescend } from './matchers/toDescend.ts';
// The metric of an effective pair (g, y): M symmetric positive definite with M g = y.
export { canonicalMetric } from './metric/canonical.ts';
export { minimumConditionNumber } from './metric/conditionNumber.ts';
export { type EffectivePair, effectivePair } from './metric/effectivePair.ts';
export { familyMetric } from './metric/family.ts';

export type { Eigenvalue, MatrixFreeMetric, Metric } from './metric/metric.ts';
export { minimiserMetric } from './metric/minimiser.ts';
export { optimalMetric } from './metric/optimal.ts';
export { type PairGeometry, pairGeometry } from './metric/pairGeometry.ts';

export { replayCounterexample } from './replayCounterexample.ts';
export { importModule } from './subject/importModule.ts';
export type { Configuration } from './types/configuration.ts';
export type { Loss, LossFacts, LossFamily } from './types/loss.ts';

export type { CheckReport, RuleReport, TraitReport } from './types/report.ts';
export type {
  Contract,
  DescentPromise,
  LearningRule,
  NamedRule,
  RuleContext,
  RuleOutput,
} from './types/rule.ts';
export type { Run, Step, Trajectory } from './types/run.ts';

export type { Scenario } from './types/scenario.ts';
export type { Vector, VectorLike } from './types/vector.ts';

export type { Certificate, Outcome, Verdict } from './types/verdict.ts';
