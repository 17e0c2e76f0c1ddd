import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { DrawnScenario } from '../arbitrary/scenario.ts';
import { vacuous } from '../checks/parts/outcomes.ts';
import { mixSeed } from '../linalg/seeded.ts';
import type { Observation } from '../types/check.ts';
import type { RuleStatistics } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import { accuseLoss, examineStart } from './accuseLoss.ts';
import { beyondContract } from './beyondContract.ts';
import { isWorse, type Refuted } from './isWorse.ts';
import { buildLoss, type Plan, type PlannedCheck } from './plan.ts';
import { settingFault } from './scenarioFault.ts';
import {
  emptyStatistics,
  mergeLosses,
  mergeStatistics,
  type TracedCase,
  traceStatistics,
} from './statistics.ts';
import { UnusableFileError } from './unusable.ts';

/** Told before each call into user code: which case of which check, and which step of its run. */
export type AnnounceCall = (check: number, index: number, step: number) => void;

/** Who hears of a batch while it runs. */
export interface BatchListener {
  readonly announce: AnnounceCall;
  /** Told of the first refuted case of each cause, the moment it is seen. */
  readonly found: (observed: ObservedCase) => void;
}

/** A case with what was observed of it. */
export interface ObservedCase {
  readonly index: number;
  readonly scenario: Scenario;
  readonly observation: Observation;
}

/** The cases of one cause in a batch: the first, and the one with the least margin. */
export interface Failure {
  readonly cause: string;
  readonly original: ObservedCase;
  readonly worst: ObservedCase;
}

/** What some of the cases of one check came to; batches of disjoint cases merge in any order. */
export interface Batch {
  readonly counts: Readonly<Record<Observation['status'], number>>;
  readonly worstMargin: number;
  readonly failures: readonly Failure[];
  readonly statistics: RuleStatistics;
}

export const emptyBatch: Batch = {
  counts: { holds: 0, refuted: 0, inconclusive: 0, vacuous: 0 },
  worstMargin: Number.POSITIVE_INFINITY,
  failures: [],
  statistics: emptyStatistics,
};

/** Case `index` of a check: made from (seed, check, index) alone, whatever else was generated before. */
export const generateCase = (plan: Plan, planned: PlannedCheck, index: number): Scenario =>
  drawCase(plan, planned, index).scenario;

const drawCase = (plan: Plan, planned: PlannedCheck, index: number): DrawnScenario => {
  if (!planned.cases)
    throw new RangeError(`generateCase: some loss must fit the check, got check = ${planned.check.id}`);
  const random = new fc.Random(xoroshiro128plus(mixSeed(plan.seed, planned.check.id, index)));
  return planned.cases.draw(random);
};

/** What a check says of one case. @throws UnusableFileError where the case cannot be run: somebody has edited it */
export const observeCase = (
  plan: Plan,
  planned: PlannedCheck,
  scenario: Scenario,
  announce: (step: number) => void,
): Observation => {
  const loss = buildLoss(scenario.loss, plan.families);
  const fault = settingFault(scenario, loss);
  if (fault !== undefined) throw new UnusableFileError(`the case cannot be run: ${fault}`);
  const beyond = beyondContract(plan, planned.check, scenario);
  if (beyond !== undefined) return vacuous(`nothing is promised of the case: ${beyond}`);
  return planned.check.observe({ rule: plan.rule, loss, scenario }, announce);
};

/** Runs the cases of one check whose indices are given. */
export const runBatch = (
  plan: Plan,
  check: number,
  indices: Iterable<number>,
  { announce, found }: BatchListener,
): Batch => {
  const planned = plan.checks[check];
  if (!planned) throw new RangeError(`runBatch: the check must be in the plan, got check = ${check}`);
  const counts = { ...emptyBatch.counts };
  const failures: Failure[] = [];
  const traced: TracedCase[] = [];
  const losses: RuleStatistics['losses'][number][] = [];
  const causes = new Set<string>();
  let worstMargin = Number.POSITIVE_INFINITY;
  for (const index of indices) {
    announce(check, index, -1);
    const { scenario, loss } = drawCase(plan, planned, index);
    const step = (at: number): void => announce(check, index, at);
    examineStart(plan, loss, scenario, index);
    const observation = planned.check.observe({ rule: plan.rule, loss, scenario }, step);
    const { status, margin, trace } = observation;
    counts[status]++;
    if (isJudged(observation)) worstMargin = Math.min(worstMargin, margin);
    if (status === 'refuted') {
      const failure = failureOf({ index, scenario, observation });
      if (!causes.has(failure.cause)) {
        accuseLoss(plan, planned, scenario, step);
        found(failure.original);
      }
      causes.add(failure.cause);
      failures.push(failure);
    }
    // Not the loss itself, which would be kept until the batch is over.
    if (trace) traced.push({ trace, loss: { facts: loss.facts, dimension: loss.dimension } });
    losses.push(lossRow(scenario, observation));
  }
  const statistics = traced.length === 0 ? emptyStatistics : traceStatistics(traced);
  return {
    counts,
    worstMargin,
    failures: mergeFailures(failures),
    statistics: { ...statistics, losses: mergeLosses(losses) },
  };
};

const isJudged = ({ status }: Observation): boolean => status === 'holds' || status === 'refuted';

const failureOf = (observed: ObservedCase): Failure => ({
  cause: causeOf(observed.observation),
  original: observed,
  worst: observed,
});

/** The batch that holds one refuted case, without statistics. */
export const batchOfFailure = (observed: ObservedCase): Batch => ({
  counts: { ...emptyBatch.counts, refuted: 1 },
  worstMargin: observed.observation.margin,
  failures: [failureOf(observed)],
  statistics: emptyStatistics,
});

/** The cause of a failure, by which it is told from others. */
export const causeOf = ({ cause = 'refuted' }: Observation): string => cause;

const lossRow = ({ loss }: Scenario, { status }: Observation): RuleStatistics['losses'][number] => ({
  loss: loss.family,
  cases: 1,
  refuted: Number(status === 'refuted'),
  inconclusive: Number(status === 'inconclusive'),
});

/** Two batches of disjoint cases as one: commutative and associative. */
export const mergeBatches = (a: Batch, b: Batch): Batch => ({
  counts: {
    holds: a.counts.holds + b.counts.holds,
    refuted: a.counts.refuted + b.counts.refuted,
    inconclusive: a.counts.inconclusive + b.counts.inconclusive,
    vacuous: a.counts.vacuous + b.counts.vacuous,
  },
  worstMargin: Math.min(a.worstMargin, b.worstMargin),
  failures: mergeFailures([...a.failures, ...b.failures]),
  statistics: mergeStatistics(a.statistics, b.statistics),
});

const mergeFailures = (failures: readonly Failure[]): readonly Failure[] => {
  if (failures.length < 2) return failures;
  const byCause = new Map<string, Failure>();
  for (const failure of failures) {
    const known = byCause.get(failure.cause);
    byCause.set(failure.cause, known ? mergeFailure(known, failure) : failure);
  }
  return [...byCause.values()].sort((p, q) => p.original.index - q.original.index);
};

const mergeFailure = (a: Failure, b: Failure): Failure => ({
  cause: a.cause,
  original: b.original.index < a.original.index ? b.original : a.original,
  worst: isWorse(refuted(b.worst), refuted(a.worst)) ? b.worst : a.worst,
});

const refuted = ({ scenario, observation: { margin } }: ObservedCase): Refuted => ({ scenario, margin });
