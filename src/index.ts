export { minimumConditionNumber } from './metric/conditionNumber.ts';
export { type EffectivePair, effectivePair } from './metric/effectivePair.ts';
export type { Eigenvalue, Metric } from './metric/metric.ts';
export { type PairGeometry, pairGeometry } from './metric/pairGeometry.ts';
export type { Loss, LossFacts } from './types/loss.ts';
export type { Contract, LearningRule, RuleContext, RuleOutput } from './types/rule.ts';
export type { Vector, VectorLike } from './types/vector.ts';
