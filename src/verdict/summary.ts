import type { CampaignResult } from '../campaign/events.ts';
import { degrees, percent, plural, shortNumber } from '../numbers.ts';
import { casesInAll } from '../statistics.ts';
import type { RuleReport, RuleStatistics } from '../types/report.ts';
import { descentClass, windowedShare } from './descentClass.ts';

/** The greatest η·β up to which the loss fell on nearly all steps, for a rule and for gradient descent. */
export interface Frontier {
  readonly rule: number | null;
  readonly gradientDescent: number | null;
}

/** Share of steps in a bin of η·β from which the bin counts as descending, and steps that a bin needs to count. */
const descendingShare = 0.95;
const stepsToCount = 5;

/** The step-size frontier in η·β, read off the bins of the statistics. */
export const frontierOf = ({ frontier }: RuleStatistics): Frontier => {
  const reach = (hits: (row: RuleStatistics['frontier'][number]) => number): number | null => {
    let edge: number | null = null;
    for (const row of frontier) {
      if (row.total < stepsToCount) continue;
      if (hits(row) < descendingShare * row.total) return edge;
      edge = row.to;
    }
    return edge;
  };
  return {
    rule: reach(({ effective }) => effective),
    gradientDescent: reach(({ gradientDescentEffective }) => gradientDescentEffective),
  };
};

/** Cases of earlier runs that were tried first, and how many of them still fail. */
export type StoredCases = CampaignResult['stored'];

/** A law that a rule does not claim is no fault of it. */
const storedPart = ({ tried, failing, unclaimed = 0 }: StoredCases): string => {
  const said = `${plural(tried, 'stored case')} tried first, ${failing} of them still fail`;
  if (unclaimed === 0) return said;
  return unclaimed === failing
    ? `${said}, only laws that it does not claim`
    : `${said}, of which ${unclaimed} only laws that it does not claim`;
};

/** The last line that a user sees about a rule, in words. */
export const summarise = (
  report: Omit<RuleReport, 'summary'>,
  {
    sentence,
    frontier,
    stopped,
    stored,
  }: {
    readonly sentence: string | undefined;
    readonly frontier: Frontier;
    readonly stopped: string | undefined;
    readonly stored: StoredCases;
  },
): string => {
  const excused = new Set(report.notApplicable?.map(({ check }) => check));
  const required = report.checks.filter((check) => check.required && !excused.has(check.id));
  const cases = casesInAll(report);
  const count = `${plural(required.length, 'required check')}, ${plural(cases, 'case')} in all`;
  const parts = [verdictPart(report, sentence), count];
  if (report.notApplicable) parts.push(`${plural(report.notApplicable.length, 'check')} not applicable`);
  const risks = required.flatMap(({ residualRisk }) => (residualRisk === null ? [] : [residualRisk]));
  // A bound of one in two or worse says nothing: too few cases were run.
  if (report.verdict === 'verified' && risks.length > 0 && Math.min(...risks) > 2) {
    parts.push(`fewer than 1 in ${shortNumber(Math.min(...risks))} cases of any check can fail (95 %)`);
  }
  const steps = frontierPart(report.statistics, frontier);
  if (steps !== undefined) parts.push(steps);
  const { largestAngle, largestConditionNumber } = report.statistics;
  const largest = [
    ...(largestAngle === null ? [] : [`ψ up to ${degrees(largestAngle)}`]),
    ...(largestConditionNumber === null ? [] : [`κ* up to ${shortNumber(largestConditionNumber)}`]),
  ];
  if (largest.length > 0) {
    parts.push(
      `${largest.join(' and ')} over ${plural(report.statistics.effectiveSteps, 'descending step')}`,
    );
  }
  if (stored.tried > 0) parts.push(storedPart(stored));
  if (stopped !== undefined) parts.push(stopped);
  return `${composedPart(report)}${parts.join('; ')}.`;
};

/** Of a composed rule, what it is made of and what was found out about it come first. */
const composedPart = (report: Omit<RuleReport, 'summary'>): string => {
  if (report.subject?.kind !== 'composed') return '';
  const share = windowedShare(report.statistics);
  const windows = share === null ? '' : `, over some window in ${Math.round(100 * share)} % of cases`;
  return `${report.source}: ${descentClass(report)}${windows}. `;
};

/** Below this η·β a frontier is no property of the step size: the rule goes uphill now and then at any. */
const smallestFrontier = 0.01;

/** The frontier in words, or how often the loss falls at moderate step sizes where there is no frontier. */
const frontierPart = (
  statistics: RuleStatistics,
  { rule, gradientDescent }: Frontier,
): string | undefined => {
  if (rule !== null && rule >= smallestFrontier) {
    const peer = gradientDescent === null ? '' : ` (gradient descent: ${shortNumber(gradientDescent)})`;
    return `the loss falls up to η·β ≈ ${shortNumber(rule)}${peer}`;
  }
  const moderate = statistics.frontier.filter(({ to }) => to <= 1);
  const total = moderate.reduce((sum, row) => sum + row.total, 0);
  if (total < stepsToCount) return undefined;
  const share = (hits: number): string => `${percent(hits / total)} %`;
  const falls = moderate.reduce((sum, { effective }) => sum + effective, 0);
  const peer = moderate.reduce((sum, row) => sum + row.gradientDescentEffective, 0);
  return `at η·β ≤ 1 the loss falls on ${share(falls)} of steps (gradient descent: ${share(peer)})`;
};

/** Layers in the order of a page, as a sentence names them. */
const layerNames = ['form', 'descent', 'laws', 'agreement'] as const;

/** "form, descent and laws": what was looked at. */
const layersOf = ({ checks }: Pick<RuleReport, 'checks'>): string => {
  const looked = layerNames.filter((layer) =>
    checks.some((check) => check.layer === layer && check.required && check.decided > 0),
  );
  return looked.length < 2 ? looked.join() : `${looked.slice(0, -1).join(', ')} and ${looked.at(-1)}`;
};

/** What was not looked at: another rule can only be told from the one that is meant by comparing the two. */
const uncompared = ({ checks, subject, namesake }: Omit<RuleReport, 'summary'>): string => {
  const isOurs = subject?.kind === 'built-in' || subject?.kind === 'composed';
  if (isOurs || checks.some(({ layer }) => layer === 'agreement')) return '';
  return namesake === undefined ? ', nothing compared' : `, nothing compared (--against ${namesake}?)`;
};

const verdictPart = (report: Omit<RuleReport, 'summary'>, sentence: string | undefined): string => {
  const excused = new Set(report.notApplicable?.map(({ check }) => check));
  const undecided = report.checks.filter(
    ({ id, required, verdict }) => required && verdict !== 'verified' && !excused.has(id),
  );
  switch (report.verdict) {
    case 'verified':
      return `Verified in ${layersOf(report)}${uncompared(report)}`;
    case 'falsified':
      return `Falsified: ${sentence ?? `${undecided[0]!.id} fails`}`;
    case 'inconclusive':
      return `Inconclusive: too little was decided in ${undecided.map(({ id }) => id).join(', ')}`;
    case 'vacuous':
      return 'Vacuous: no check applies to this rule';
    default:
      return report.verdict satisfies never;
  }
};
