import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { DrawnScenario, ScenarioSource } from '../arbitrary/scenario/scenarioSource.ts';
import { uniformOf } from '../arbitrary/shrink/uniform.ts';
import { buildLoss } from '../catalog/losses.ts';
import { vacuous } from '../checks/outcome/outcome.ts';
import { type Lockstep, runInLockstep } from '../dynamics/lockstep.ts';
import { type Memory, noMemory, runAtOnce } from '../dynamics/running.ts';
import { SubjectError } from '../errors.ts';
import { mixSeed } from '../linalg/seeded.ts';
import { emptyStatistics, mergeLosses } from '../statistics.ts';
import type { Batch, Failure, ObservedCase } from '../types/campaign.ts';
import type { Observation } from '../types/check.ts';
import type { RuleStatistics } from '../types/report.ts';
import type { Running } from '../types/run.ts';
import type { Scenario } from '../types/scenario.ts';
import { emptyBatch, failureOf, mergeFailures } from './batches.ts';
import { outOfScope } from './contractScope.ts';
import { auditLoss, auditStart } from './lossAudit.ts';
import { type Plan, type PlannedCheck, plannedAt } from './plan.ts';
import { settingFault } from './scenarioFault.ts';
import type { SharedCase } from './sharedCases.ts';
import { type TracedCase, traceStatistics } from './traceStatistics.ts';

/** Called before each call into user code: which case of which check, and which step of its run. */
export type AnnounceCall = (check: number, index: number, step: number) => void;

/** Who hears of cases while they run. */
export interface CaseListener {
  readonly announce: AnnounceCall;
  /** Called where several cases are open at once, with their places in the batch, before another one is asked for. */
  readonly opened?: (places: readonly number[]) => void;
  /** Called with the first refuted case of each cause of a batch, the moment it is seen. */
  readonly found: (check: number, observed: ObservedCase) => void;
}

/** Case `index` of a check: made from (seed, check, index) alone, whatever else was generated before. */
export const generateCase = (plan: Plan, planned: PlannedCheck, index: number): Scenario =>
  planned.draw?.(index) ?? drawCase(plan, planned, index).scenario;

const drawCase = (plan: Plan, planned: PlannedCheck, index: number): DrawnScenario => {
  if (!planned.cases)
    throw new RangeError(`generateCase: some loss must fit the check, got check = ${planned.check.id}`);
  const bits = xoroshiro128plus(mixSeed(plan.seed, planned.check.shares ?? planned.check.id, index));
  const source = longSource(planned, index) ?? steepSource(planned, index) ?? planned.cases;
  return source.drawWithLoss(uniformOf(() => bits.next()));
};

/** One case in so many is a long one, where the check wants some. */
const longEvery = 20;

const longSource = ({ long }: PlannedCheck, index: number): ScenarioSource | undefined =>
  (index + 1) % longEvery === 0 ? long?.[((index + 1) / longEvery - 1) % long.length] : undefined;

/** The case in as many that is steep, where the check wants some: not one that is long. */
const steepCase = 10;

const steepSource = ({ steep }: PlannedCheck, index: number): ScenarioSource | undefined =>
  index % longEvery === steepCase ? steep : undefined;

/** A case with the runs that are known of it: those that checks before have made which share it. */
const knownCase = (plan: Plan, planned: PlannedCheck, index: number): SharedCase => {
  const draw = (): DrawnScenario => drawCase(plan, planned, index);
  return planned.check.shares && !longSource(planned, index)
    ? plan.shared.at(index, draw)
    : { ...draw(), memory: noMemory() };
};

/** What a check says of one case. @throws SubjectError where the case cannot be run, as one that was edited by hand */
export const observeCase = (plan: Plan, planned: PlannedCheck, scenario: Scenario): Observation => {
  const loss = buildLoss(scenario.loss, plan.families);
  const fault = settingFault(scenario, loss);
  if (fault !== undefined)
    throw new SubjectError({ kind: 'unfit', says: `the case cannot be run: ${fault}` });
  const beyond = outOfScope(plan, planned.check, scenario);
  if (beyond !== undefined) return vacuous(`nothing is promised of the case: ${beyond}`);
  return runAtOnce(planned.check.observe({ rule: plan.rule, loss, scenario }));
};

/** Runs the cases of one check whose indices are given. */
export const runBatch = (
  plan: Plan,
  check: number,
  indices: readonly number[],
  listener: CaseListener,
): Batch => runBatches(plan, [{ check, indices }], listener)[0]!;

/** Cases of one check, by their indices. */
export interface CasesOfCheck {
  readonly check: number;
  readonly indices: readonly number[];
}

/**
 * Runs the cases of some checks, those of a rule that can be asked many things at once beside each other: the first of one
 * check are begun while the last of the one before are under way.
 *
 * @param isEnough asked before each check but the first: whether that one and those after it are left out
 * @returns a batch of each check from the first on that was not left out; what comes of it depends on its cases alone
 */
export const runBatches = (
  plan: Plan,
  asked: readonly CasesOfCheck[],
  listener: CaseListener,
  isEnough: () => boolean = () => false,
): readonly Batch[] => {
  const tallies = asked.map(({ check }) => tallyOf(plan, check, listener));
  const places = asked.flatMap(({ indices }, of) => indices.map((index, at) => ({ of, index, at })));
  const before = new Map(plan.rule.together?.sent);
  let done = asked.length;
  runCases(plan, {
    count: places.length,
    mayBegin: (place) => {
      const { of, at } = places[place]!;
      if (of === 0 || at > 0 || !isEnough()) return true;
      done = of;
      return false;
    },
    begin: (place) => tallies[places[place]!.of]!.begin(places[place]!.index),
    memory: (place) => tallies[places[place]!.of]!.memory(places[place]!.index),
    end: (place, observation) => tallies[places[place]!.of]!.fold(places[place]!.index, observation),
    awaits: (place, step) => listener.announce(asked[places[place]!.of]!.check, places[place]!.index, step),
    ...(listener.opened && { opened: listener.opened }),
  });
  const sent = plan.rule.together && sentSince(before, plan.rule.together.sent);
  // Which of them a write was for cannot be said: it may have been for several.
  return tallies.slice(0, done).map(({ batch }, i) => ({ ...batch(), ...(i === 0 && sent && { sent }) }));
};

/** The cases of one check, as they are begun and taken in. */
interface Tally {
  readonly begin: (index: number) => Running<Observation>;
  /** Of a case that has begun. */
  readonly memory: (index: number) => Memory;
  readonly fold: (index: number, observation: Observation) => void;
  /** What all of them came to. */
  readonly batch: () => Batch;
}

const tallyOf = (plan: Plan, check: number, { announce, found }: CaseListener): Tally => {
  const planned = plannedAt(plan, check);
  const counts = { ...emptyBatch.counts };
  const failures: Failure[] = [];
  const traced: TracedCase[] = [];
  const losses: RuleStatistics['losses'][number][] = [];
  const causes = new Set<string>();
  let worstMargin = Number.POSITIVE_INFINITY;
  const drawn = new Map<number, SharedCase>();
  const begin = (index: number): Running<Observation> => {
    announce(check, index, -1);
    const known = knownCase(plan, planned, index);
    const { scenario, loss } = known;
    drawn.set(index, known);
    plan.heartbeat.before = (step) => announce(check, index, step);
    auditStart(plan, planned, loss, scenario, index);
    return planned.check.observe({ rule: plan.rule, loss, scenario });
  };
  const fold = (index: number, observation: Observation): void => {
    const { scenario, loss } = drawn.get(index)!;
    drawn.delete(index);
    const { status, margin, trace } = observation;
    counts[status]++;
    if (isJudged(observation)) worstMargin = Math.min(worstMargin, margin);
    if (status === 'refuted') {
      const failure = failureOf({ index, scenario, observation });
      if (!causes.has(failure.cause)) {
        auditLoss(plan, planned, scenario);
        found(check, failure.original);
      }
      causes.add(failure.cause);
      failures.push(failure);
    }
    // Not the loss itself, which would be kept until the batch is over.
    if (trace) traced.push({ trace, loss: { facts: loss.facts, dimension: loss.dimension } });
    losses.push(lossRow(scenario, observation));
  };
  const batch = (): Batch => {
    const statistics = traced.length === 0 ? emptyStatistics : traceStatistics(traced);
    return {
      counts,
      worstMargin,
      failures: mergeFailures(failures),
      statistics: { ...statistics, losses: mergeLosses(losses) },
    };
  };
  return { begin, memory: (index) => drawn.get(index)!.memory, fold, batch };
};

type Sent = ReadonlyMap<number, number>;

const sentSince = (before: Sent, after: Sent): NonNullable<Batch['sent']> =>
  Object.fromEntries([...after].map(([calls, times]) => [calls, times - (before.get(calls) ?? 0)]));

/** Runs cases beside each other where the rule can be asked many things at once, else one by one; takes them in in order. */
const runCases = <Result>(
  { rule, lockstep }: Plan,
  work: Required<Pick<Lockstep<Result>, 'mayBegin' | 'memory'>> & Omit<Lockstep<Result>, 'width'>,
): void => {
  if (rule.together && lockstep > 1) {
    runInLockstep({ ...work, width: lockstep });
    work.opened?.([]);
    return;
  }
  for (let place = 0; place < work.count && work.mayBegin(place); place++) {
    const running = work.begin(place);
    work.end(place, runAtOnce(running, work.memory(place)));
  }
};

const isJudged = ({ status }: Observation): boolean => status === 'holds' || status === 'refuted';

const lossRow = ({ loss }: Scenario, { status }: Observation): RuleStatistics['losses'][number] => ({
  loss: loss.family,
  cases: 1,
  refuted: Number(status === 'refuted'),
  inconclusive: Number(status === 'inconclusive'),
});
