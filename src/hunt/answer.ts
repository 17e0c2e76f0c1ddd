import { defaultHyperparameters, runTrajectory } from '../dynamics/trajectory.ts';
import type { HuntAsk, HuntFind, HuntShown, HuntState } from '../types/hunt.ts';
import { methodOf } from './exact.ts';
import { refuseUnfitRule } from './problem.ts';
import { emptyState, findOf, goOn, type Hunt } from './search.ts';
import { simplify } from './simplify.ts';

/** A piece of a hunt, where the code of the rule runs. */
export const answerHunt = (
  { problem, state = emptyState, total, evaluations, task }: HuntAsk,
  { rule, families, watchers }: Pick<Hunt, 'rule' | 'families' | 'watchers'>,
): HuntState => {
  refuseUnfitRule(rule, problem);
  const hunt: Hunt = {
    rule,
    problem,
    families,
    watchers,
    hyperparameters: defaultHyperparameters(rule),
    total,
  };
  const { best } = state;
  if (task === 'search' || task === 'random') return goOn(hunt, state, { evaluations, strategy: task });
  if (!best) return state;
  if (task === 'simplify') return { ...state, best: simplify(hunt, best) };
  const again = findOf(hunt, best.genome, best.evaluation);
  if (again && 'fault' in again) return { ...state, best: null, fault: again.fault };
  if (!again?.find) return { ...state, best: null };
  return { ...state, best: again.find, shown: shownOf(hunt, again.find) };
};

/** Steps of a run that are drawn. */
const drawnSteps = 200;
/** Points of a curve. */
const curvePoints = 40;

const shownOf = (hunt: Hunt, { genome, scenario, evaluation, period }: HuntFind): HuntShown => {
  const { problem, rule, families } = hunt;
  const loss = families.get(scenario.loss.family)!.build(scenario.loss.parameters);
  const run = runTrajectory(rule, loss, { ...scenario, steps: Math.min(drawnSteps, problem.steps) });
  const path = [Float64Array.from(scenario.theta), ...run.steps.map(({ next }) => next)];
  // Of a rule that draws, other numbers would make other steps.
  const method = run.random ? undefined : methodOf(run.steps, loss, problem.stepSize);
  const counts = new Set(
    Array.from({ length: curvePoints }, (_, k) => Math.ceil(((k + 1) * problem.steps) / curvePoints)),
  );
  const valueAfter = (steps: number): number | undefined => {
    const found = findOf({ ...hunt, problem: { ...problem, steps } }, genome, evaluation);
    return found && 'find' in found ? found.find?.value : undefined;
  };
  const around =
    period === undefined
      ? undefined
      : runTrajectory(rule, loss, { ...scenario, steps: problem.steps }).steps.slice(-period);
  return {
    path: path.map((theta) => [...theta]),
    losses: path.map((theta) => loss.value(theta)),
    ...(around && { around: around.map(({ next }) => [...next]) }),
    ...(method && { method }),
    curve:
      problem.goal !== 'rate' ? [] : [...counts].map((steps) => [steps, valueAfter(steps) ?? Number.NaN]),
  };
};
