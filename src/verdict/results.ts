import { plural } from '../numbers.ts';
import { emptyStatistics, mergeStatistics } from '../statistics.ts';
import type { Batch } from '../types/campaign.ts';
import type { CheckReport, Examined, NotApplicable, RuleReport, RuleStatistics } from '../types/report.ts';
import { dimensionCoverage } from './coverage.ts';
import { headlineOf, type ToldFailure } from './headline.ts';
import { frontierOf, type StoredCases, summarise } from './summary.ts';
import { checkVerdict, residualRisk, ruleVerdict } from './verdict.ts';

/** One check as it was counted, before it is judged: in a campaign, or in the reports of all its shards together. */
export interface CountedCheck
  extends Pick<
    CheckReport,
    'id' | 'layer' | 'claim' | 'required' | 'recounts' | 'settled' | 'share' | 'worstMargin'
  > {
  readonly counts: Batch['counts'];
  /** Paths of its counterexamples, the lowest case first. */
  readonly counterexamples: readonly string[];
  /** What refutes it, a failure a cause, the lowest case first. */
  readonly failures: readonly ToldFailure[];
}

/** Everything that the report of a rule is drawn from. */
export interface RuleResults
  extends Pick<
    RuleReport,
    | 'name'
    | 'file'
    | 'subject'
    | 'namesake'
    | 'versions'
    | 'source'
    | 'listing'
    | 'promise'
    | 'resolution'
    | 'hint'
    | 'durationMs'
    | 'strict'
  > {
  /** What it was looked at for besides. */
  readonly examined: Examined;
  /** Checks that were not run, since they cannot look at the rule. */
  readonly notApplicable: readonly NotApplicable[];
  readonly checks: readonly CountedCheck[];
  /** The laws among them, in their order. */
  readonly traits: readonly { readonly id: string; readonly claimed: boolean }[];
  readonly statistics: readonly RuleStatistics[];
  /** Dimension strata that some loss of the rule spans. */
  readonly reachable: readonly string[];
  readonly stopped: string | undefined;
  readonly stored: StoredCases;
}

/** Draws the verdicts of a rule from what was counted. */
export const reportOf = (results: RuleResults): RuleReport => {
  const {
    checks: counted,
    traits,
    statistics: parts,
    reachable,
    stopped,
    stored,
    hint,
    examined,
    ...others
  } = results;
  const { notApplicable: notRun, ...rest } = others;
  const checks = counted.map(checkReport);
  const statistics = parts.reduce<RuleStatistics>(mergeStatistics, emptyStatistics);
  const told = headlineOf(
    counted.filter((_, i) => checks[i]!.required && checks[i]!.verdict === 'falsified'),
  );
  const likely = told?.hint ?? hint;
  const { resolution } = rest;
  const notApplicable = [
    ...notRun,
    ...(resolution === undefined ? [] : checks.flatMap((check) => unresolved(check, resolution))),
  ];
  const judged = checks.filter(({ id }) => !notApplicable.some(({ check }) => check === id));
  const verdict = ruleVerdict(judged);
  const suspected =
    rest.strict && verdict !== 'falsified'
      ? examined.suspicions?.find(({ status }) => status === 'raised')
      : undefined;
  const headline = told?.path ?? suspected?.counterexample;
  const report: Omit<RuleReport, 'summary'> = {
    ...rest,
    verdict: suspected ? 'falsified' : verdict,
    ...(likely !== undefined && { hint: likely }),
    ...(headline !== undefined && { headline }),
    checks,
    traits: traits.flatMap(({ id, claimed }) => {
      const at = checks.findIndex((check) => check.id === id);
      return at < 0 ? [] : [traitReport(claimed, checks[at]!, counted[at]!.failures[0]?.sentence)];
    }),
    ...(notApplicable.length > 0 && { notApplicable }),
    ...examined,
    statistics,
    coverage: dimensionCoverage(statistics, reachable),
  };
  return {
    ...report,
    summary: summarise(report, {
      sentence: told?.sentence ?? (suspected && `suspected (${suspected.id}): ${suspected.sentence}`),
      frontier: frontierOf(statistics),
      stopped,
      stored,
    }),
  };
};

/** Cases from which a share of undecided ones says something of the check, and not of how few were run. */
const tellingCases = 20;

/**
 * A required check of which the resolution of the parameters leaves over nine in ten cases undecided. Cases that tested
 * nothing are no excuse: a rule that never moves is none that cannot be seen to move.
 */
const unresolved = (
  { id, required, verdict, cases, decided, inconclusive, vacuous }: CheckReport,
  resolution: string,
): readonly NotApplicable[] =>
  required &&
  verdict === 'inconclusive' &&
  cases >= tellingCases &&
  decided * 10 < cases &&
  inconclusive > vacuous
    ? [{ check: id, reason: `${resolution} resolves it in ${decided} of ${plural(cases, 'case')}` }]
    : [];

const checkReport = ({
  counts,
  failures: _,
  share,
  recounts,
  settled,
  ...check
}: CountedCheck): CheckReport => {
  const { holds, refuted, inconclusive, vacuous } = counts;
  const decided = holds + refuted;
  return {
    ...check,
    verdict: checkVerdict(counts, share),
    cases: decided + inconclusive + vacuous,
    ...(recounts !== undefined && { recounts }),
    ...(settled !== undefined && { settled }),
    decided,
    refuted,
    inconclusive,
    vacuous,
    ...(share !== undefined && { share }),
    residualRisk: refuted > 0 || decided === 0 || settled ? null : residualRisk(decided),
  };
};

const traitReport = (
  claimed: boolean,
  { id, verdict, decided, counterexamples: [path] }: CheckReport,
  witness: string | undefined,
): RuleReport['traits'][number] => ({
  id,
  claimed,
  observed: verdict === 'falsified' ? 'no' : verdict === 'verified' ? 'yes' : 'undecided',
  cases: decided,
  ...(witness !== undefined && { witness }),
  ...(path !== undefined && { counterexample: path }),
});
