import type { RuleDescription, ShrunkFailure } from '../types/campaign.ts';
import type { SuspicionReport } from '../types/report.ts';
import { failureOf } from './batches.ts';
import type { NamedCheck } from './events.ts';
import type { Executor } from './executor.ts';

/** Evaluations spent on making a case simpler: each may be a run of two thousand steps. */
const budget = 120;

/**
 * Shrinks the case that shows each suspicion and hands it over, as the failure of a check that falsifies nothing. Where a
 * worker is lost on the way, or a case does not come back, there is none.
 */
export const finishSuspicions = async (
  suspicions: readonly SuspicionReport[],
  {
    executor,
    description,
    isStopped,
    report,
  }: {
    readonly executor: Executor;
    readonly description: RuleDescription;
    readonly isStopped: () => boolean;
    readonly report: (check: NamedCheck, finding: ShrunkFailure) => void;
  },
): Promise<void> => {
  for (const { id, index } of suspicions) {
    const at = description.suspicions.findIndex((one) => one.id === id);
    const described = description.suspicions[at];
    if (index === undefined || !described || isStopped()) continue;
    const check = description.checks.length + at;
    const drawn = await executor.ask('generate', { check, index });
    if (drawn.kind !== 'answer') continue;
    const observed = await executor.ask('observe', { check, scenario: drawn.answer });
    if (observed.kind !== 'answer' || observed.answer.status !== 'refuted') continue;
    const { sideEffects: _, ...observation } = observed.answer;
    const failure = failureOf({ index, scenario: drawn.answer, observation });
    const shrunk = await executor.ask('finish', { check, failure, budget });
    if (shrunk.kind === 'answer') report({ ...described, required: false }, shrunk.answer);
  }
};
