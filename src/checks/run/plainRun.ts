import { parametersOf } from '../../dynamics/parameters.ts';
import type { Parameter } from '../../types/loss.ts';
import type { Running } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { usualRun } from './run.ts';

/** Whether a run needs no more than arithmetic in doubles: the rule draws no numbers, and θ is stored as it is. */
export function* isPlainRun(setting: Setting): Running<boolean> {
  const { random, steps } = yield* usualRun(setting);
  return (
    !random &&
    steps.every(
      ({ stored, next, theta, delta }) => !stored && next.every((x, i) => x === theta[i]! + delta[i]!),
    )
  );
}

/** The shapes of θ that the rule is shown. */
export const shownParameters = ({ rule, loss }: Setting): readonly Parameter[] =>
  parametersOf(loss, rule.shapes);
