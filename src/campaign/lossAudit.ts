import { LossError } from '../losses/parts/lossError.ts';
import { formFault, lossFault } from '../losses/parts/lossFault.ts';
import type { Loss } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Vector } from '../types/vector.ts';
import { buildLoss, type Plan, type PlannedCheck } from './plan.ts';
import { shown, UnusableFileError } from './unusable.ts';

/** Where a loss was asked for its value or gradient. */
interface Place {
  readonly theta: Vector;
  readonly time: number;
}

/** At how many of the places that a check asked for the loss is looked at closely, the first and the last among them. */
const closely = 128;

/** Of how many cases one starts with a close look at the loss. */
const sparsely = 64;

/**
 * Looks at a person's loss where a case starts: at what it throws, at NaN and at lengths before every case, and before
 * one case in 64 at everything that can contradict itself. Says nothing of the losses that are built in.
 *
 * @throws UnusableFileError that names the file, the loss, and the coordinate where there is one
 */
export const examineStart = ({ lossFile }: Plan, loss: Loss, { theta }: Scenario, index: number): void => {
  if (lossFile === undefined) return;
  const find = index % sparsely === 0 ? lossFault : formFault;
  refuse(lossFile, find(loss, Float64Array.from(theta), 0));
};

/**
 * Looks at a person's loss wherever a check asked for it in a case, so that no rule is blamed for what its loss did.
 * Says nothing of the losses that are built in.
 *
 * @param announce called before each place, since a loss may be slow
 * @throws UnusableFileError as `examineStart`
 */
export const accuseLoss = (
  plan: Plan,
  { check }: PlannedCheck,
  scenario: Scenario,
  announce: (step: number) => void,
): void => {
  const { lossFile, rule, families } = plan;
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
  check.observe({ rule, loss: watched, scenario }, announce);
  const asked = [...places.values()];
  const nth = (position: number): number =>
    Math.floor((position * (closely - 1)) / Math.max(closely - 1, asked.length - 1));
  for (const [position, { theta, time }] of asked.entries()) {
    announce(position);
    const isClose = position === 0 || nth(position) !== nth(position - 1);
    refuse(lossFile, (isClose ? lossFault : formFault)(loss, theta, time));
  }
};

/** Does what may ask a person's loss, and tells of that loss what it throws. @throws UnusableFileError as `examineStart` */
export const tellingOfLoss = <Answer>({ lossFile }: Plan, work: () => Answer): Answer => {
  try {
    return work();
  } catch (error) {
    if (lossFile !== undefined && error instanceof LossError) refuse(lossFile, error.message);
    throw error;
  }
};

const refuse = (lossFile: string, fault: string | undefined): void => {
  if (fault !== undefined) throw new UnusableFileError(`${shown(lossFile)}: the loss ${fault}`);
};
