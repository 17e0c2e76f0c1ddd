import { shownParameters } from '../checks/run/plainRun.ts';
import type { PythonCase } from '../types/campaign.ts';
import type { Check, Observation } from '../types/check.ts';
import type { TrajectoryRow } from '../types/report.ts';
import type { Setting } from '../types/scenario.ts';

/** A case of a remote rule, with what its check found and the steps of its run. */
export interface RefutedCase {
  readonly check: Check;
  readonly setting: Setting;
  readonly observation: Observation;
  readonly cause: string;
  readonly trajectory: readonly TrajectoryRow[];
}

/**
 * What a program in Python needs to show an optimizer the steps of a case again; undefined where the rule runs in this
 * process, or where those steps alone do not show what is wrong: a law compares several runs.
 */
export const pythonCase = ({
  check,
  setting,
  observation,
  cause,
  trajectory,
}: RefutedCase): PythonCase | undefined => {
  const { rule, scenario } = setting;
  if (rule.capabilities?.globals !== false) return undefined;
  const { derived = {} } = observation;
  const assertion = check.assertion?.(cause, scenario, { rule, derived });
  if (assertion?.hyperparameters && !isSame(assertion.hyperparameters, scenario.hyperparameters))
    return undefined;
  // Of the form of an update nothing is known but what is asserted: a right one may be the same.
  if (check.layer === 'form' && !assertion?.python) return undefined;
  const steps = stepsOf({ check, setting, observation, cause, trajectory }, assertion?.stepSize);
  return (
    steps && {
      stepSize: assertion?.stepSize ?? derived.stepSize ?? scenario.stepSize,
      hyperparameters: scenario.hyperparameters,
      parameters: shownParameters(setting),
      ...steps,
      ...(assertion?.python && { assertion: assertion.python }),
    }
  );
};

const isSame = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.keys({ ...a, ...b }).every((name) => Object.is(a[name], b[name]));

/** The steps up to the one that is blamed. */
const stepsOf = (
  { check, setting, observation, trajectory }: RefutedCase,
  stepSize: number | undefined,
): Pick<PythonCase, 'rows' | 'deltas'> | undefined => {
  const { loss, scenario } = setting;
  const blamed = observation.derived?.step ?? trajectory.length - 1;
  if (blamed < 0) return undefined;
  if (stepSize === 0) {
    // It rests where it starts, or it is wrong.
    const row = { theta: scenario.theta, gradient: [...loss.gradient(Float64Array.from(scenario.theta), 0)] };
    const rows = Array.from({ length: blamed + 1 }, () => row);
    return { rows, deltas: rows.map(() => null) };
  }
  if (check.layer === 'laws') return undefined;
  const until = trajectory.slice(0, blamed + 1);
  const rows = until.map(({ theta, gradient }) => ({ theta, gradient }));
  const deltas = until.map(({ delta }) => delta);
  if (until.length > blamed) return { rows, deltas };
  if (check.layer !== 'form' || until.length < blamed || loss.facts.stochastic) return undefined;
  // The step at which its code failed, or returned what is no update, is no row.
  const last = until.at(-1);
  const theta = last ? last.theta.map((x, i) => x + last.delta[i]!) : scenario.theta;
  const gradient = [...loss.gradient(Float64Array.from(theta), blamed * scenario.stepSize)];
  return { rows: [...rows, { theta, gradient }], deltas: [...deltas, null] };
};
