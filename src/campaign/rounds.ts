import type { Batch, CheckDescription, RuleDescription } from '../types/campaign.ts';
import { casesIn, type Round } from './jobs.ts';
import type { RiskGoal, Shard } from './request.ts';
import type { Further } from './state.ts';

/** Whether the residual risk of a check is asked about: one failure would falsify the rule, and every case says something more. */
export const isAtRisk = ({
  required,
  share,
  settled,
  runs,
}: Pick<CheckDescription, 'required' | 'share' | 'settled' | 'runs'>): boolean =>
  required && share === undefined && !settled && runs > 0;

/** What a check has come to so far. */
type Counts = Batch['counts'];

/**
 * Cases that a check still lacks of those that have to be decided: none where one is refuted, since no more of them
 * make up for it, and none where fewer than one in ten is decided, since that check stays inconclusive.
 *
 * That is the sequential rule. A check is left at its Nth decided case, with N fixed beforehand, (1 − p)ᴺ ≤ 0.05: it
 * is left without a failure with probability (1 − r)ᴺ ≤ 0.05 where a share r ≥ p of decided cases fails, however
 * many stay undecided and however often it is looked at. One failing check is enough, so that more checks make the
 * error of the rule no greater.
 */
export const lackingCases = ({ holds, refuted, inconclusive, vacuous }: Counts, needed: number): number => {
  const cases = holds + inconclusive + vacuous;
  return refuted > 0 || holds === 0 || holds * 10 < cases ? 0 : Math.max(0, needed - holds);
};

/**
 * The cases that are run next, for as many as are lacking: whatever they come to, no check decides more than it needs.
 * They depend on the counts of whole rounds alone, so that neither the number of workers nor a kill changes them.
 *
 * @param rounds those that are done
 * @returns undefined where none are lacking, or as many as may be are run
 */
export const nextRound = (
  { checks }: Pick<RuleDescription, 'checks'>,
  batches: readonly Pick<Batch, 'counts'>[],
  {
    rounds,
    goal,
    shard,
  }: { readonly rounds: readonly Round[]; readonly goal: RiskGoal; readonly shard: Shard },
): readonly Further[] | undefined => {
  const { index, count } = shard;
  const needed = casesIn({ from: index, to: goal.decided, step: count });
  const next = checks.map((check, i): Further => {
    const reached = Math.max(...rounds.map((round) => round.checks[i]!.runs));
    const from = count * Math.ceil(reached / count);
    const lacking = isAtRisk(check) ? lackingCases(batches[i]!.counts, needed) : 0;
    return { from, runs: Math.max(from, Math.min(goal.most, from + count * lacking)) };
  });
  return next.some(({ from, runs }) => from + index < runs) ? next : undefined;
};

/** Cases that every check at risk has decided; nothing where one of them is refuted, or there is none. */
export const leastDecided = (
  checks: readonly CheckDescription[],
  batches: readonly Pick<Batch, 'counts'>[],
): { readonly decided?: number } => {
  const counts = checks.flatMap((check, i) => (isAtRisk(check) ? [batches[i]!.counts] : []));
  if (counts.length === 0 || counts.some(({ refuted }) => refuted > 0)) return {};
  return { decided: Math.min(...counts.map(({ holds }) => holds)) };
};
