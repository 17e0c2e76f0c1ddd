import { errorRate, shareBounds } from '../arbitrary/coverage/shareBounds.ts';
import type { Batch } from '../types/campaign.ts';
import type { CheckReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';

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

/**
 * Whether at least `share` of all cases hold: verified or falsified, each wrongly with probability at most 10⁻⁹/2, where
 * the bounds of the observed share exclude the other, and inconclusive in between.
 */
export const shareVerdict = (hits: number, cases: number, share: number): Verdict => {
  const [low, high] = shareBounds(hits, cases, errorRate);
  if (high < share) return 'falsified';
  return low >= share ? 'verified' : 'inconclusive';
};

/** ln 0.05: what N decided cases without a failure exclude, they exclude at 95 %. */
const exponent = Math.log(0.05);

/**
 * One in this many: the failure rate that N decided cases without a failure exclude at 95 %, from (1 − p)ᴺ = 0.05,
 * rounded down.
 */
export const residualRisk = (decided: number): number => Math.floor(-1 / Math.expm1(exponent / decided));

/** The least N with (1 − p)ᴺ ≤ 0.05: so many decided cases without a failure exclude the failure rate p at 95 %. */
export const casesForRisk = (risk: number): number => Math.ceil(exponent / Math.log1p(-risk));
