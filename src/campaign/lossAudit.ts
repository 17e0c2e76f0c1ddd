import { buildLoss } from '../catalog/losses.ts';
import { runAtOnce } from '../dynamics/running.ts';
import { isThrown, SubjectError } from '../errors.ts';
import { mixSeed } from '../linalg/seeded.ts';
import { LossError } from '../losses/audit/lossError.ts';
import { formFault, lossFault } from '../losses/audit/lossFault.ts';
import type { Loss } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Vector } from '../types/vector.ts';
import type { Plan, PlannedCheck } from './plan.ts';

/** Where a loss was asked for its value or gradient. */
interface Place {
  readonly theta: Vector;
  readonly time: number;
}

/** At how many of the places that a check asked for the loss is looked at closely, the first and the last among them. */
const thoroughPoints = 128;

/** Of how many cases of a check one starts with a close look at the loss; of checks that share cases each looks at others. */
const thoroughEvery = 4;

/**
 * Looks at the user's loss where a case starts: at what it throws, at NaN and at lengths before every case, and before
 * one case in 4 at everything that can contradict itself. Does not apply to built-in losses.
 *
 * @throws SubjectError that names the file, the loss, and the coordinate where there is one
 */
export const auditStart = (
  { lossFile }: Plan,
  { check }: PlannedCheck,
  loss: Loss,
  { theta }: Scenario,
  index: number,
): void => {
  if (lossFile === undefined) return;
  const turn = mixSeed(index, check.id) >>> 0;
  const find = index === 0 || turn % thoroughEvery === 0 ? lossFault : formFault;
  refuse(lossFile, find(loss, Float64Array.from(theta), 0));
};

/**
 * Looks at the user's loss wherever a check asked for it in a case, so that no rule is blamed for what its loss did.
 * Does not apply to the losses that are built in.
 *
 * There is a heartbeat before the loss is asked at each place, since a loss may be slow.
 *
 * @throws SubjectError as `auditStart`
 */
export const auditLoss = (plan: Plan, { check }: PlannedCheck, scenario: Scenario): void => {
  const { lossFile, rule, families, heartbeat } = plan;
  if (lossFile === undefined) return;
  const loss = buildLoss(scenario.loss, families);
  const places = new Map<string, Place>();
  const note = (theta: Vector, time: number): void => {
    const place = { theta: theta.slice(), time };
    places.set(`${time},${theta.join()}`, place);
  };
  const watched: Loss = {
    ...loss,
    value(theta, time = 0) {
      note(theta, time);
      return loss.value(theta, time);
    },
    gradient(theta, time = 0) {
      note(theta, time);
      return loss.gradient(theta, time);
    },
  };
  runAtOnce(check.observe({ rule, loss: watched, scenario }));
  const asked = [...places.values()];
  const nth = (position: number): number =>
    Math.floor((position * (thoroughPoints - 1)) / Math.max(thoroughPoints - 1, asked.length - 1));
  for (const [position, { theta, time }] of asked.entries()) {
    heartbeat.before(position);
    const isClose = position === 0 || nth(position) !== nth(position - 1);
    refuse(lossFile, (isClose ? lossFault : formFault)(loss, theta, time));
  }
};

/** Runs what may ask the user's loss: what it throws is the fault of that loss. @throws SubjectError as `auditStart` */
export const attributingToLoss = <Answer>({ lossFile }: Plan, work: () => Answer): Answer => {
  try {
    return work();
  } catch (error) {
    if (lossFile !== undefined && isThrown(error, LossError)) refuse(lossFile, error.message);
    throw error;
  }
};

const refuse = (lossFile: string, fault: string | undefined): void => {
  if (fault !== undefined)
    throw new SubjectError({ kind: 'unfit', path: lossFile, says: `the loss ${fault}` });
};
