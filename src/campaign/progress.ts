import { faultLine, type SubjectFault } from '../errors.ts';

/** How far a campaign has come, and why it goes no further. */
export interface Progress {
  /** Cases that have run. */
  done: number;
  /** Cases of earlier runs that were tried first, how many of them still fail, and of these only laws that it does not claim. */
  readonly stored: { tried: number; failing: number; unclaimed?: number };
  /** Why no more cases are run. */
  stopped: string | undefined;
  /** Why there is no verdict. */
  unusable: SubjectFault | undefined;
}

/** Before the first case. */
export const noProgress = (): Progress => ({
  done: 0,
  stored: { tried: 0, failing: 0 },
  stopped: undefined,
  unusable: undefined,
});

/** Ends the campaign without a verdict. The first fault is the one that is reported. */
export const giveUp = (progress: Progress, fault: SubjectFault): void => {
  progress.unusable ??= fault;
  progress.stopped ??= faultLine(fault);
};
