import { coversLoss } from '../rules/declaration/scope.ts';
import type { Check } from '../types/check.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Plan } from './plan.ts';

/**
 * Why a stored case does not apply to the rule any more, in words; undefined where it does. A contract may have been
 * narrowed since the case was found: to other losses, positive parameters, a smaller range of a hyperparameter.
 *
 * The options of the command line narrow nothing: a case that is known to fail is tried first whatever the
 * next run is about. Of a step size that nothing is promised for, the checks themselves say so.
 */
export const outOfScope = (
  { rule, families }: Plan,
  check: Check,
  { loss, theta, hyperparameters }: Scenario,
): string | undefined => {
  const family = families.get(loss.family);
  if (!family) return undefined;
  const demand = check.demand(rule);
  if (!coversLoss(rule, family) || !(demand.losses?.(family.facts) ?? true))
    return `the contract leaves out the loss ${family.name}`;
  if (rule.domain === 'positive' && !theta.every((x) => x > 0)) return 'θ leaves the domain of the rule';
  const ranges = demand.hyperparameters ?? rule.hyperparameters;
  const outside = Object.entries(hyperparameters).find(([name, value]) => {
    const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
    return range !== undefined && !(value >= range.min && value <= range.max);
  });
  return outside && `${outside[0]} = ${outside[1]} is outside its range`;
};
