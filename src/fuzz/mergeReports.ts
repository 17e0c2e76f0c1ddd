import type { CheckReport, Counterexample, Report, RuleReport, TraitReport } from '../types/report.ts';
import { isWorse, type Refuted } from './isWorse.ts';
import { partsByRule } from './mergeCases.ts';
import { dimensionCoverage } from './reach.ts';
import { checkVerdict, residualRisk, ruleVerdict } from './ruleReport.ts';
import { mergeStatistics } from './statistics.ts';
import { frontierOf, summarise } from './summary.ts';

/** The parts of a report that shards share out between them. */
export type Merged = Pick<Report, 'rules' | 'counterexamples'>;

/**
 * The reports of disjoint shards as the one of all cases: counts and statistics add, verdicts are drawn again from the
 * sums, and of counterexamples to one check for one cause the lowest case index wins.
 *
 * @param reports of the same rules with the same seed, at least one
 * @throws RangeError where the seeds differ: those cases are not parts of one whole
 */
export const mergeReports = (reports: readonly Report[]): Merged => {
  const seeds = new Set(reports.map(({ seed }) => seed));
  if (seeds.size > 1)
    throw new RangeError(`mergeReports: shards must share one seed, got seeds = ${[...seeds].join(', ')}`);
  const counterexamples = mergeCounterexamples(reports.map((report) => report.counterexamples));
  const rules = partsByRule(reports).map((parts) =>
    mergeRule(
      parts.map(({ report, index }) => report.rules[index]!),
      counterexamples,
    ),
  );
  return { rules, counterexamples };
};

const mergeCounterexamples = (parts: readonly Report['counterexamples'][]): Report['counterexamples'] => {
  const merged = new Map<string, Counterexample>();
  for (const [path, found] of parts.flatMap((part) => Object.entries(part))) {
    const known = merged.get(path);
    merged.set(path, known ? mergeCounterexample(known, found) : found);
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const refuted = ({ worst: { derived, ...scenario } }: Counterexample): Refuted => ({
  scenario,
  margin: Number(derived.margin),
});

const mergeCounterexample = (a: Counterexample, b: Counterexample): Counterexample => {
  const [first, second] = b.index < a.index ? [b, a] : [a, b];
  return isWorse(refuted(second), refuted(first)) ? { ...first, worst: second.worst } : first;
};

const mergeRule = (parts: readonly RuleReport[], counterexamples: Report['counterexamples']): RuleReport => {
  const first = parts[0]!;
  const checks = first.checks.map((check) =>
    mergeCheck(parts.flatMap((part) => part.checks.filter(({ id }) => id === check.id))),
  );
  const statistics = parts.map((part) => part.statistics).reduce(mergeStatistics);
  const hint = parts.find((part) => part.hint !== undefined)?.hint;
  const { summary: _, ...rest } = first;
  const merged: Omit<RuleReport, 'summary'> = {
    ...rest,
    verdict: ruleVerdict(checks),
    ...(hint !== undefined && { hint }),
    checks,
    traits: first.traits.map((trait) => mergeTrait(trait, checks, counterexamples)),
    statistics,
    coverage: dimensionCoverage(
      statistics,
      first.coverage.map(({ label }) => label.replace(/^dimension /, '')),
    ),
    durationMs: parts.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
  const path = checks.find(({ required, verdict }) => required && verdict === 'falsified')
    ?.counterexamples[0];
  const sentence = path === undefined ? undefined : counterexamples[path]?.sentence;
  return {
    ...merged,
    summary: summarise(merged, { sentence, frontier: frontierOf(statistics), stopped: undefined }),
  };
};

const sum = (
  checks: readonly CheckReport[],
  field: 'cases' | 'decided' | 'refuted' | 'inconclusive' | 'vacuous',
): number => checks.reduce((total, check) => total + check[field], 0);

const mergeCheck = (parts: readonly CheckReport[]): CheckReport => {
  const first = parts[0]!;
  const decided = sum(parts, 'decided');
  const refuted = sum(parts, 'refuted');
  const counts = {
    holds: decided - refuted,
    refuted,
    inconclusive: sum(parts, 'inconclusive'),
    vacuous: sum(parts, 'vacuous'),
  };
  return {
    ...first,
    verdict: checkVerdict(counts, first.share),
    cases: sum(parts, 'cases'),
    decided,
    refuted,
    inconclusive: counts.inconclusive,
    vacuous: counts.vacuous,
    worstMargin: Math.min(...parts.map(({ worstMargin }) => worstMargin)),
    residualRisk: refuted > 0 || decided === 0 ? null : residualRisk(decided),
    counterexamples: [...new Set(parts.flatMap((part) => part.counterexamples))].sort(),
  };
};

const mergeTrait = (
  trait: TraitReport,
  checks: readonly CheckReport[],
  counterexamples: Report['counterexamples'],
): TraitReport => {
  const check = checks.find(({ id }) => id === trait.id)!;
  const path = check.counterexamples[0];
  const witness = path === undefined ? undefined : counterexamples[path]?.sentence;
  return {
    id: trait.id,
    claimed: trait.claimed,
    observed: check.verdict === 'falsified' ? 'no' : check.verdict === 'verified' ? 'yes' : 'undecided',
    cases: check.decided,
    ...(witness !== undefined && { witness }),
    ...(path !== undefined && { counterexample: path }),
  };
};
