import { type Fault, type Run, runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { excuseForNotFinite } from './excuse.ts';
import { holds, refuted, vacuous } from './outcomes.ts';
import { runOf } from './runs.ts';
import { smallSteps } from './smallStep.ts';

/** What the form checks run: as long as `small-step`, which excuses the runs that a fault of form ends, on every loss. */
export const formSteps = smallSteps;

/** The run of a scenario as the rule is used in practice: time passes, and noisy gradients are noisy. */
export const usualRun = (setting: Setting, announce: (step: number) => void): Trajectory =>
  runTrajectory(setting.rule, setting.loss, usual(setting, announce));

const usual = (setting: Setting, announce: (step: number) => void): Run => ({
  ...runOf(setting, announce),
  gradient: 'sample',
});

/** The refutation that a fault of the rule's code is. */
export const faultFound = ({ kind, message, step }: Fault): Observation =>
  refuted({
    cause: kind,
    sentence: step < 0 ? message : `step ${step}: ${message}`,
    margin: -1,
    derived: { step },
  });

/** A check that a run meets none of these faults; any other fault is left to the check that owns it. */
export const formCheck = (options: {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly faults: readonly Fault['kind'][];
}): Check => ({
  id: options.id,
  layer: 'form',
  claim: options.claim,
  source: options.source,
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: formSteps }),
  observe: (setting, announce) => {
    const ended = usualRun(setting, announce);
    const { fault, steps } = ended;
    if (fault) {
      if (!options.faults.includes(fault.kind)) return vacuous(fault.message);
      const excuse = excuseForNotFinite(setting.rule, setting.loss, usual(setting, announce), ended);
      return excuse === undefined ? faultFound(fault) : vacuous(excuse);
    }
    return steps.length > 0 ? holds(1) : vacuous('the loss or its gradient overflows at the start');
  },
});
