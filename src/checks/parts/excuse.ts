import { isOverflow } from '../../dynamics/overflow.ts';
import type { Run, Trajectory } from '../../dynamics/trajectory.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';

/**
 * Why a Δ that is not finite is no fault of the rule: θ had left its domain, as it does where θᵢ > 0 underflows, or the
 * step itself overflowed. Undefined where it is a fault.
 *
 * @param ended the run that ended with it
 */
export const excuseForNotFinite = (
  rule: NamedRule,
  loss: Loss,
  run: Run,
  { fault, steps }: Trajectory,
): string | undefined => {
  if (fault?.kind !== 'not-finite') return undefined;
  if (rule.domain === 'positive' && steps.at(-1)?.next.some((x) => !(x > 0))) {
    return `θ has left the domain of the rule at step ${fault.step}`;
  }
  return isOverflow(rule, loss, run, fault)
    ? `the run diverges at step ${fault.step}, beyond what a number can hold`
    : undefined;
};
