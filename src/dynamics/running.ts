import type { Loss } from '../types/loss.ts';
import type { LearningRule } from '../types/rule.ts';
import type { Run, Running, RunRequest, Trajectory } from '../types/run.ts';
import { runTrajectory } from './trajectory.ts';

/** Asks for runs, and is given their trajectories in the same order. */
export function* trajectories(requests: readonly RunRequest[]): Running<readonly Trajectory[]> {
  return requests.length === 0 ? [] : yield requests;
}

/** Asks for one run. */
export function* trajectory(rule: LearningRule, loss: Loss, run: Run): Running<Trajectory> {
  const [ran] = yield [{ rule, loss, run }];
  return ran!;
}

/** Makes each run that a computation asks for at once, in order; of those that are equal by value, one. @param memory runs that are known */
export const runAtOnce = <Result>(running: Running<Result>, memory: Memory = noMemory()): Result => {
  let next = running.next();
  while (!next.done) next = running.next(next.value.map((request) => made(request, memory)));
  return next.value;
};

const made = (request: RunRequest, memory: Memory): Trajectory => {
  const { rule, loss, run } = request;
  return memory.recall(request) ?? memory.keep(request, runTrajectory(rule, loss, run));
};

/** The runs that were made for one case. */
export interface Memory {
  /** The trajectory of an equal run, where there was one. */
  recall(request: RunRequest): Trajectory | undefined;
  keep(request: RunRequest, ran: Trajectory): Trajectory;
}

/** Runs that are kept: what asks for the same again does so soon. */
const keptRuns = 16;

/** Before the first run of a case. */
export const noMemory = (): Memory => {
  const known: { readonly request: RunRequest; readonly ran: Trajectory }[] = [];
  return {
    recall: (request) => known.find((old) => isAnswered(request, old.request))?.ran,
    keep: (request, ran) => {
      if (!isPlain(request.run)) return ran;
      if (known.length === keptRuns) known.shift();
      known.push({ request, ran });
      return ran;
    },
  };
};

/** Whether a run is what its values say: what a function does meanwhile is not known. */
const isPlain = ({ random, beforeStep, guest, within }: Run): boolean =>
  !random && !beforeStep && !guest && !within;

/** Whether a run that was made is one that is asked for: equal, but that it may have kept what the rule was shown. */
export const isAnswered = (asked: RunRequest, known: RunRequest): boolean => {
  const [a, b] = [asked.run, known.run];
  return (
    a.stepSize === b.stepSize &&
    a.steps === b.steps &&
    a.seed === b.seed &&
    asked.rule === known.rule &&
    asked.loss === known.loss &&
    a.repetition === b.repetition &&
    a.gradient === b.gradient &&
    a.frozen === b.frozen &&
    a.history === b.history &&
    a.from === b.from &&
    (a.keepsShown === b.keepsShown || b.keepsShown === true) &&
    isPlain(a) &&
    isPlain(b) &&
    isSameStart(a, b) &&
    isSameRecord(a.hyperparameters, b.hyperparameters)
  );
};

const isSameStart = ({ theta: a }: Run, { theta: b }: Run): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
};

const isSameRecord = (a: Run['hyperparameters'], b: Run['hyperparameters']): boolean => {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]));
};
