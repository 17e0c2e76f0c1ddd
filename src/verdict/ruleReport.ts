import { mergeSent } from '../campaign/batches.ts';
import { isolationCheck } from '../campaign/containment.ts';
import type { CampaignResult } from '../campaign/events.ts';
import type { CheckDescription } from '../types/campaign.ts';
import type { Examined, RuleReport } from '../types/report.ts';
import { type CountedCheck, reportOf } from './results.ts';

/** Where the counterexamples of a rule were stored, by check, the lowest case first. */
export type StoredPaths = ReadonlyMap<string, readonly string[]>;

/** Where a rule came from, and how its campaign was run. */
export interface RuleOrigin
  extends Pick<RuleReport, 'file' | 'subject' | 'namesake' | 'listing' | 'durationMs' | 'strict'> {
  /** Whether its code was watched from outside, which is a check of its own. */
  readonly isolated: boolean;
}

/** The report of one rule, from what its campaign came to. */
export const ruleReport = (
  { description, batches, findings, stopped, stored, examined }: CampaignResult,
  { file, subject, namesake, listing, durationMs, isolated, strict }: RuleOrigin,
  paths: StoredPaths,
): RuleReport => {
  const counted = ({
    id,
    layer,
    claim,
    required,
    recounts,
    settled,
    share,
  }: CheckDescription): CountedCheck => {
    const { counts, worstMargin } = batches.get(id)!;
    return {
      id,
      layer,
      claim,
      required,
      ...(recounts !== undefined && { recounts }),
      ...(settled !== undefined && { settled }),
      ...(share !== undefined && { share }),
      counts,
      worstMargin,
      counterexamples: paths.get(id) ?? [],
      failures: (findings.get(id) ?? []).map(({ sentence, hint, minimal }, i) => {
        const path = paths.get(id)?.[i];
        return {
          sentence,
          dimension: minimal.theta.length,
          steps: minimal.steps,
          ...(path !== undefined && { path }),
          ...(hint !== undefined && { hint }),
        };
      }),
    };
  };
  const watched: readonly CheckDescription[] = isolated
    ? [{ ...isolationCheck, required: true, trait: false, runs: 1 }]
    : [];
  const described = [...watched, ...description.checks];
  const hints = described
    .filter(({ required }) => required)
    .flatMap(({ id }) => findings.get(id) ?? [])
    .flatMap(({ hint }) => hint ?? []);
  const { name, source, promise, claimedTraits, reachable, notApplicable, resolution, versions, adapter } =
    description;
  const inFlight = medianSent(mergeSent([...batches.values()]));
  return reportOf({
    name,
    file,
    ...(subject && {
      subject: {
        ...subject,
        ...(adapter !== undefined && { adapter }),
        ...(inFlight !== undefined && { inFlight }),
      },
    }),
    ...(namesake !== undefined && { namesake }),
    ...(versions && { versions }),
    ...(source !== undefined && { source }),
    ...(listing && { listing }),
    promise,
    ...(resolution !== undefined && { resolution }),
    notApplicable,
    ...(hints[0] !== undefined && { hint: hints[0] }),
    durationMs,
    checks: described.map(counted),
    traits: described
      .filter(({ trait }) => trait)
      .map(({ id }) => ({ id, claimed: claimedTraits.includes(id) })),
    statistics: [...batches.values()].map(({ statistics }) => statistics),
    reachable,
    examined: withPaths(examined, paths),
    ...(strict && { strict }),
    stopped,
    stored,
  });
};

/** The lower median of how many calls were under way; undefined where none was sent. */
const medianSent = (sent: Readonly<Record<string, number>>): number | undefined => {
  const counts = Object.entries(sent).map(([calls, times]) => [Number(calls), times] as const);
  const half = counts.reduce((sum, [, times]) => sum + times, 0) / 2;
  let below = 0;
  return counts
    .sort(([a], [b]) => a - b)
    .find(([, times]) => {
      below += times;
      return times > 0 && below >= half;
    })?.[0];
};

/** What was looked at, with where the cases that show a suspicion were stored. */
const withPaths = (examined: Examined, paths: StoredPaths): Examined =>
  examined.suspicions
    ? {
        ...examined,
        suspicions: examined.suspicions.map((suspicion) => {
          const counterexample = paths.get(suspicion.id)?.[0];
          return { ...suspicion, ...(counterexample !== undefined && { counterexample }) };
        }),
      }
    : examined;
