import { trajectory } from '../../dynamics/running.ts';
import { isHalf } from '../../linalg/precision.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Run, Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';

/** Why a check that compares small differences, or sums over coordinates, does not apply to a rule; undefined if it does. */
export const tooCoarse = ({ precision }: NamedRule): string | undefined =>
  isHalf(precision) ? `${precision} rounds away what it compares` : undefined;

/** Of a precision: why an update that draws random numbers is not judged step by step. */
export const noMean =
  'rounds what a mean over draws would keep: a rule that draws is judged in expectation only';

/** Whether a rule that is stored in sixteen bits draws random numbers in its updates, not only at the start. */
export function* drawsWhereCoarse({ rule, loss }: Setting, run: Run, ran: Trajectory): Running<boolean> {
  if (!isHalf(rule.precision) || ran.draws === 0) return false;
  const started = yield* trajectory(rule, loss, { ...run, steps: 0 });
  return ran.draws > started.draws;
}
