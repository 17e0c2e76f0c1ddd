import type { Fault } from '../../dynamics/output.ts';
import { trajectory } from '../../dynamics/running.ts';
import type { CaseDemand, Check, Observation } from '../../types/check.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { formAssertion } from './formAssertion.ts';
import { excuseForNotFinite, reasonNotJudged, sharedRunOf, usualSteps } from './run.ts';

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
  readonly long?: CaseDemand['long'];
}): Check => ({
  id: options.id,
  layer: 'form',
  claim: options.claim,
  source: options.source,
  kind: 'required',
  applies: () => true,
  shares: 'usual run',
  demand: () => ({ steps: usualSteps, ...(options.long && { long: options.long }) }),
  *observe(setting) {
    const run = sharedRunOf(setting);
    const ended = yield* trajectory(setting.rule, setting.loss, run);
    const { fault } = ended;
    if (fault && options.faults.includes(fault.kind)) {
      const excuse = yield* excuseForNotFinite(setting.rule, setting.loss, run, ended);
      return excuse === undefined ? faultFound(fault) : vacuous(excuse);
    }
    const reason = reasonNotJudged(ended);
    return reason === undefined ? holds(1) : vacuous(reason);
  },
  assertion: (cause) => (options.faults.some((fault) => fault === cause) ? formAssertion : undefined),
});
