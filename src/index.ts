export {
  type ConditionNumberCertificate,
  certifyConditionNumber,
  type Rational,
} from './certify/conditionNumber.ts';
export { certifyMapsTo, type MapsToCertificate } from './certify/mapsTo.ts';
export { certifyPositiveDefinite, type DefinitenessCertificate } from './certify/positiveDefinite.ts';
export { type NaturalGradientForm, naturalGradientForm } from './dynamics/naturalGradientForm.ts';
export { canonicalMetric } from './metric/canonical.ts';
export { minimumConditionNumber } from './metric/conditionNumber.ts';
export { type EffectivePair, effectivePair } from './metric/effectivePair.ts';
export { familyMetric } from './metric/family.ts';
export type { Eigenvalue, Metric } from './metric/metric.ts';
export { minimiserMetric } from './metric/minimiser.ts';
export { optimalMetric } from './metric/optimal.ts';
export { type PairGeometry, pairGeometry } from './metric/pairGeometry.ts';
export type { Loss, LossFacts } from './types/loss.ts';
export type { Contract, LearningRule, RuleContext, RuleOutput } from './types/rule.ts';
export type { Vector, VectorLike } from './types/vector.ts';
