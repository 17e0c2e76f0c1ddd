import type { CheckReport, RuleReport, RuleStatistics, TraitReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import type { Batch } from './batch.ts';
import type { CampaignResult } from './campaignRun.ts';
import { containedCheck } from './containment.ts';
import type { CheckDescription } from './protocol.ts';
import { dimensionCoverage } from './reach.ts';
import { shareVerdict } from './share.ts';
import { emptyStatistics, mergeStatistics } from './statistics.ts';
import { frontierOf, summarise } from './summary.ts';

/** Where the counterexamples of a rule were stored, by check. */
export type StoredPaths = ReadonlyMap<string, readonly string[]>;

/** The report of one rule, from what its campaign came to. */
export const ruleReport = (
  result: CampaignResult,
  origin: { readonly file: string | null; readonly isolated: boolean; readonly durationMs: number },
  stored: StoredPaths,
): RuleReport => {
  const { description } = result;
  const batchOf = (id: string): Batch => result.batches.get(id)!;
  const contained: readonly CheckDescription[] = origin.isolated
    ? [{ ...containedCheck, required: true, trait: false, runs: 1 }]
    : [];
  const described = [...contained, ...description.checks];
  const checks = described.map((check) => checkReport(check, batchOf(check.id), stored.get(check.id) ?? []));
  const statistics = [...result.batches.values()]
    .map((batch) => batch.statistics)
    .reduce<RuleStatistics>(mergeStatistics, emptyStatistics);
  const hints = checks
    .filter(({ required }) => required)
    .flatMap(({ id }) => result.findings.get(id) ?? [])
    .flatMap(({ hint }) => hint ?? []);
  const verdict = ruleVerdict(checks);
  const worst = worstFinding(result, checks);
  const partial: Omit<RuleReport, 'summary'> = {
    name: description.name,
    file: origin.file,
    verdict,
    ...(hints[0] !== undefined && { hint: hints[0] }),
    ...(description.source !== undefined && { source: description.source }),
    promise: description.promise,
    checks,
    traits: description.checks
      .filter(({ trait }) => trait)
      .map((check) => traitReport(check, batchOf(check.id), description.claimedTraits, result, stored)),
    statistics,
    coverage: dimensionCoverage(statistics, description.reachable),
    durationMs: origin.durationMs,
  };
  return {
    ...partial,
    summary: summarise(partial, {
      sentence: worst,
      frontier: frontierOf(statistics),
      stopped: result.stopped,
      stored: result.stored,
    }),
  };
};

/**
 * falsified where a required check is; otherwise inconclusive where a required check is undecided or had nothing to
 * test; otherwise verified.
 */
export const ruleVerdict = (checks: readonly Pick<CheckReport, 'required' | 'verdict'>[]): Verdict => {
  const verdicts = checks.filter(({ required }) => required).map(({ verdict }) => verdict);
  if (verdicts.includes('falsified')) return 'falsified';
  if (verdicts.length === 0) return 'vacuous';
  return verdicts.every((verdict) => verdict === 'verified') ? 'verified' : 'inconclusive';
};

const checkReport = (
  check: CheckDescription,
  batch: Batch,
  counterexamples: readonly string[],
): CheckReport => {
  const { holds, refuted, inconclusive, vacuous } = batch.counts;
  const decided = holds + refuted;
  return {
    id: check.id,
    layer: check.layer,
    claim: check.claim,
    verdict: checkVerdict(batch.counts, check.share),
    required: check.required,
    cases: decided + inconclusive + vacuous,
    decided,
    refuted,
    inconclusive,
    vacuous,
    worstMargin: batch.worstMargin,
    ...(check.share !== undefined && { share: check.share }),
    residualRisk: refuted > 0 || decided === 0 ? null : residualRisk(decided),
    counterexamples,
  };
};

/**
 * One in this many: the failure rate that N decided cases without a failure exclude at 95 %, from (1 − p)ᴺ = 0.05,
 * rounded down.
 */
export const residualRisk = (decided: number): number => Math.floor(1 / (1 - 0.05 ** (1 / decided)));

/**
 * falsified by one refuted case, or by the sequential test where a share was promised; undecided where under 10 % of
 * the cases were decided, or so few that they exclude no failure rate of one in two.
 */
export const checkVerdict = (counts: Batch['counts'], share: number | undefined): Verdict => {
  const decided = counts.holds + counts.refuted;
  const cases = decided + counts.inconclusive + counts.vacuous;
  if (share !== undefined && decided > 0) return shareVerdict(counts.holds, decided, share);
  if (counts.refuted > 0) return 'falsified';
  if (cases === counts.vacuous) return 'vacuous';
  return decided * 10 < cases || residualRisk(decided) < 2 ? 'inconclusive' : 'verified';
};

const traitReport = (
  check: CheckDescription,
  batch: Batch,
  claimed: readonly string[],
  result: CampaignResult,
  stored: StoredPaths,
): TraitReport => {
  const verdict = checkVerdict(batch.counts, check.share);
  const witness = result.findings.get(check.id)?.[0];
  const path = stored.get(check.id)?.[0];
  return {
    id: check.id,
    claimed: claimed.includes(check.id),
    observed: verdict === 'falsified' ? 'no' : verdict === 'verified' ? 'yes' : 'undecided',
    cases: batch.counts.holds + batch.counts.refuted,
    ...(witness && { witness: witness.sentence }),
    ...(path !== undefined && { counterexample: path }),
  };
};

const worstFinding = (result: CampaignResult, checks: readonly CheckReport[]): string | undefined => {
  const failed = checks.filter(({ required, verdict }) => required && verdict === 'falsified');
  return failed.flatMap(({ id }) => result.findings.get(id) ?? [])[0]?.sentence;
};
