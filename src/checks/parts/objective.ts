import type { Loss } from '../../types/loss.ts';
import type { DescentPromise, NamedRule } from '../../types/rule.ts';

/** The promise of a rule: what its contract says, else `every-step` where it chooses its own step, else `small-step`. */
export const promiseOf = (rule: NamedRule): DescentPromise =>
  rule.contract?.effective ?? (rule.stepSize === 'internal' ? 'every-step' : 'small-step');

/** The loss that the rule promises to descend: the objective of its contract, or the loss itself. */
export const objectiveOf = (rule: NamedRule, loss: Loss): Loss => rule.contract?.objective?.(loss) ?? loss;

/** u of the arithmetic that the rule computes in. */
export const precisionOf = (rule: NamedRule): 'float64' | 'float32' => rule.precision ?? 'float64';
