import { builtInParts } from '../campaign/builtInParts.ts';
import { observeCase } from '../campaign/cases.ts';
import { isolationCheck } from '../campaign/containment.ts';
import type { Executor, LoadRequest } from '../campaign/executor.ts';
import { firstFailure } from '../campaign/firstFailure.ts';
import type { Plan, PlannedCheck } from '../campaign/plan.ts';
import { prerequisiteText } from '../campaign/prerequisites.ts';
import { loadFault } from '../campaign/replyFault.ts';
import { openSession, sessionOf } from '../campaign/session.ts';
import { buildLoss } from '../catalog/losses.ts';
import { besideReference } from '../checks/run/besideReference.ts';
import { trajectoryRows } from '../checks/run/trajectoryRows.ts';
import { runAtOnce } from '../dynamics/running.ts';
import { SubjectError } from '../errors.ts';
import { runningIn } from '../report/judged.ts';
import { recogniseOne } from '../subject/catalog.ts';
import { nameRule, readRule } from '../subject/ruleShape.ts';
import type { Observation } from '../types/check.ts';
import type { Counterexample, Prerequisite, TrajectoryRow } from '../types/report.ts';
import type { LearningRule, NamedRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { loadRequestOf, optionsOfOneCase } from './origin.ts';

/** What a stored case comes to now. */
export interface Replayed {
  readonly observation: Observation;
  readonly rows: readonly TrajectoryRow[];
}

/**
 * Runs the minimal case of a stored counterexample again, after the cases that it needs: in this process, or, where
 * the rule's code had to be contained, in a worker that can be killed.
 *
 * @param path of its file
 * @param isolated opens an executor of one worker
 * @throws SubjectError where its rule cannot be loaded, or its check or loss is not known any more
 */
export const replayStored = async (
  counterexample: Counterexample,
  path: string,
  isolated: () => Executor,
): Promise<Replayed> => {
  const load = await loadRequestOf(counterexample, path);
  if (counterexample.check === isolationCheck.id) {
    const executor = isolated();
    try {
      return { observation: await observeContained(executor, load, counterexample), rows: [] };
    } finally {
      await executor.close();
    }
  }
  const { check, minimal, before = [] } = counterexample;
  const { derived: _, ...scenario } = minimal;
  const { plan, close } = await openSession(load, () => {});
  try {
    const planned = plannedCheck(plan, check);
    for (const prerequisite of before) {
      observeCase(plan, plannedCheck(plan, prerequisite.check), prerequisite.scenario);
    }
    const observation = observeCase(plan, planned, scenario);
    const loss = buildLoss(scenario.loss, plan.families);
    const setting = { rule: plan.rule, loss, scenario };
    const run = runAtOnce(trajectoryRows(setting, observation.derived));
    const rows = besideReference(planned.check, setting, run);
    return { observation: withPrerequisites(observation, before, scenario), rows };
  } finally {
    close?.();
  }
};

const withPrerequisites = (
  observation: Observation,
  before: readonly Prerequisite[],
  scenario: Scenario,
): Observation =>
  observation.sentence === undefined
    ? observation
    : { ...observation, sentence: `${observation.sentence}${prerequisiteText(before, scenario)}` };

const plannedCheck = (plan: Plan, id: string): PlannedCheck => {
  const planned = [...plan.checks, ...plan.suspicions].find(({ check }) => check.id === id);
  if (!planned) throw new SubjectError({ kind: 'unfit', says: unknownCheck(id, plan.rule.name) });
  return planned;
};

const unknownCheck = (id: string, rule: string): string =>
  `replay: no check "${id}" applies to the rule ${rule}; see "natgrad-check list checks"`;

const observeContained = async (
  executor: Executor,
  load: LoadRequest,
  counterexample: Counterexample,
): Promise<Observation> => {
  const check = runningIn(counterexample) ?? counterexample.check;
  const loaded = await executor.load(load);
  if (loaded.kind !== 'answer') throw new SubjectError(loadFault(load, loaded));
  if (!loaded.answer.checks.some(({ id }) => id === check)) {
    throw new SubjectError({ kind: 'unfit', says: unknownCheck(check, loaded.answer.name) });
  }
  const { minimal, before = [], cause } = counterexample;
  const { derived: _, ...scenario } = minimal;
  const cases = [...before, { check, scenario }];
  const failure = await firstFailure(executor, load, { check, cause, cases });
  return failure ? withPrerequisites(failure.observation, before, scenario) : { status: 'holds', margin: 1 };
};

/**
 * Runs one check on one case of a rule, for tests that keep a counterexample.
 *
 * @param rule a rule, a bare update function, or what names one on the command line
 * @param check id of the check
 * @param scenario the case, as a counterexample file holds it
 * @throws SubjectError where there is no such rule, check or loss
 */
export const replayCase = async (
  rule: LearningRule | LearningRule['update'] | string,
  check: string,
  scenario: Scenario,
): Promise<Observation> => {
  const options = optionsOfOneCase(scenario.seed);
  const session =
    typeof rule === 'string'
      ? await openSession({ rule: await recogniseOne(rule), options }, () => {})
      : sessionOf(ruleGiven(rule), await builtInParts(), { options }, []);
  try {
    return observeCase(session.plan, plannedCheck(session.plan, check), scenario);
  } finally {
    session.close?.();
  }
};

const ruleGiven = (given: unknown): NamedRule => {
  const read = readRule(given);
  if ('rule' in read) return nameRule(read.rule, 'rule');
  throw new SubjectError({ kind: 'unfit', says: `replayCase: the rule ${read.fault}` });
};
