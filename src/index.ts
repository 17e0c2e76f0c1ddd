export type { Loss, LossFacts } from './types/loss.ts';
export type { Contract, LearningRule, RuleContext, RuleOutput } from './types/rule.ts';
export type { Vector, VectorLike } from './types/vector.ts';
