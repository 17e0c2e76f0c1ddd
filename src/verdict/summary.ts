import type { RuleReport, RuleStatistics } from '../types/report.ts';
import type { CampaignResult } from './campaignRun.ts';

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

/** The last line that a person sees about a rule, in words. */
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
    readonly stored?: CampaignResult['stored'];
  },
): string => {
  const required = report.checks.filter((check) => check.required);
  const cases = report.checks.reduce((sum, check) => sum + check.cases, 0);
  const count = `${required.length} required checks, ${cases.toLocaleString('en')} cases in all`;
  const parts = [verdictPart(report, sentence), count];
  const risks = required.flatMap(({ residualRisk }) => (residualRisk === null ? [] : [residualRisk]));
  // A bound of one in two or worse says nothing: too few cases were run.
  if (report.verdict === 'verified' && risks.length > 0 && Math.min(...risks) > 2) {
    parts.push(`fewer than 1 in ${Math.min(...risks)} cases of any check can fail (95 %)`);
  }
  const steps = frontierPart(report.statistics, frontier);
  if (steps !== undefined) parts.push(steps);
  const { largestAngle, largestConditionNumber } = report.statistics;
  if (largestAngle !== null) parts.push(`ψ up to ${short(largestAngle)}°`);
  if (largestConditionNumber !== null) parts.push(`κ* up to ${short(largestConditionNumber)}`);
  if (stored !== undefined && stored.tried > 0) {
    parts.push(
      `${stored.tried} stored ${stored.tried === 1 ? 'case' : 'cases'} tried first, ${stored.failing} of them still fail`,
    );
  }
  if (stopped !== undefined) parts.push(stopped);
  return `${parts.join('; ')}.`;
};

/** Below this η·β a frontier is no property of the step size: the rule goes uphill now and then at any. */
const smallestFrontier = 0.01;

/** The frontier in words, or how often the loss falls at moderate step sizes where there is no frontier. */
const frontierPart = (
  statistics: RuleStatistics,
  { rule, gradientDescent }: Frontier,
): string | undefined => {
  if (rule !== null && rule >= smallestFrontier) {
    const peer = gradientDescent === null ? '' : ` (gradient descent: ${short(gradientDescent)})`;
    return `the loss falls up to η·β ≈ ${short(rule)}${peer}`;
  }
  const moderate = statistics.frontier.filter(({ to }) => to <= 1);
  const total = moderate.reduce((sum, row) => sum + row.total, 0);
  if (total < stepsToCount) return undefined;
  const share = (hits: number): string => `${short((100 * hits) / total)} %`;
  const falls = moderate.reduce((sum, { effective }) => sum + effective, 0);
  const peer = moderate.reduce((sum, row) => sum + row.gradientDescentEffective, 0);
  return `at η·β ≤ 1 the loss falls on ${share(falls)} of steps (gradient descent: ${share(peer)})`;
};

const verdictPart = (report: Omit<RuleReport, 'summary'>, sentence: string | undefined): string => {
  const undecided = report.checks.filter(({ required, verdict }) => required && verdict !== 'verified');
  switch (report.verdict) {
    case 'verified':
      return 'Verified';
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

/** Three digits, with an exponent where the number would be long. */
const short = (value: number): string => {
  const rounded = Number(value.toPrecision(3));
  return rounded === 0 || (rounded >= 1e-3 && rounded < 1e6) ? String(rounded) : rounded.toExponential();
};
