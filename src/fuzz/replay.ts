import { trajectoryRows } from '../checks/parts/trajectoryRows.ts';
import type { Observation } from '../types/check.ts';
import type { Counterexample, EarlierCase, TrajectoryRow } from '../types/report.ts';
import type { DescentPromise, LearningRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { observeCase } from './batch.ts';
import { containedCheck } from './containment.ts';
import { largestDimension } from './dimension.ts';
import { nameRule } from './loadRule.ts';
import { buildLoss, builtInParts, type CampaignOptions, type Plan, type PlannedCheck } from './plan.ts';
import type { Executor, LoadRequest, RuleReference } from './protocol.ts';
import { behindText, firstFailure } from './reproduce.ts';
import { openSession, sessionOf } from './session.ts';
import { UnusableFileError } from './unusable.ts';

/** What a stored case comes to now. */
export interface Replayed {
  readonly observation: Observation;
  readonly rows: readonly TrajectoryRow[];
}

const anyOptions = (seed: number): CampaignOptions => ({
  seed,
  runs: 1,
  dimension: { min: 1, max: largestDimension },
});

/**
 * Runs the minimal case of a stored counterexample again, behind the cases that it needs: in this process, or, where
 * the rule's code had to be contained, in a worker that can be killed.
 *
 * @param isolated opens an executor of one worker
 * @throws UnusableFileError where its rule cannot be loaded, or its check or loss is not known any more
 */
export const replayStored = async (
  counterexample: Counterexample,
  isolated: () => Executor,
): Promise<Replayed> => {
  const { check, minimal, before = [] } = counterexample;
  const { derived, ...scenario } = minimal;
  if (check !== containedCheck.id) {
    const { plan } = await openSession(loadRequestOf(counterexample), () => {});
    const planned = plannedCheck(plan, check);
    for (const earlier of before) {
      observeCase(plan, plannedCheck(plan, earlier.check), earlier.scenario, () => {});
    }
    const observation = behind(
      observeCase(plan, planned, scenario, () => {}),
      before,
      scenario,
    );
    const loss = buildLoss(scenario.loss, plan.families);
    const setting = { rule: plan.rule, loss, scenario };
    return { observation, rows: trajectoryRows(setting, observation.derived) };
  }
  const executor = isolated();
  try {
    // A case that had to be contained names the check that was running.
    const observation = await observeContained(executor, counterexample, String(derived.check));
    return { observation: behind(observation, before, scenario), rows: [] };
  } finally {
    await executor.close();
  }
};

const loadRequestOf = ({ rule, seed }: Counterexample): LoadRequest => {
  const contract = rule.contract === undefined ? undefined : readPromise(rule.contract);
  return {
    rule: referenceOf(rule),
    options: { ...anyOptions(seed), ...(contract !== undefined && { contract }) },
    ...(rule.lossFile !== undefined && { lossFile: rule.lossFile }),
    ...(rule.against !== undefined && { against: namedReference(rule.against) }),
  };
};

const behind = (observation: Observation, before: readonly EarlierCase[], scenario: Scenario): Observation =>
  observation.sentence === undefined
    ? observation
    : { ...observation, sentence: `${observation.sentence}${behindText(before, scenario)}` };

const plannedCheck = (plan: Plan, id: string): PlannedCheck => {
  const planned = plan.checks.find(({ check }) => check.id === id);
  if (!planned) throw new UnusableFileError(unknownCheck(id, plan.rule.name));
  return planned;
};

const unknownCheck = (id: string, rule: string): string =>
  `replay: no check "${id}" applies to the rule ${rule}; see "natgrad-check list checks"`;

const observeContained = async (
  executor: Executor,
  counterexample: Counterexample,
  id: string,
): Promise<Observation> => {
  const load = loadRequestOf(counterexample);
  const loaded = await executor.load(load);
  if (loaded.kind === 'unusable') throw new UnusableFileError(loaded.message);
  if (loaded.kind === 'lost')
    throw new UnusableFileError(`the file ${loaded.lost.message} while it was loaded`);
  if (!loaded.answer.checks.some((described) => described.id === id)) {
    throw new UnusableFileError(unknownCheck(id, loaded.answer.name));
  }
  const { minimal, before = [], cause } = counterexample;
  const { derived: _, ...scenario } = minimal;
  const cases = [...before, { check: id, scenario }];
  const failure = await firstFailure(executor, load, { check: id, cause, cases });
  return failure?.observation ?? { status: 'holds', margin: 1 };
};

const referenceOf = (rule: Counterexample['rule']): RuleReference => {
  if (rule.file !== null) return { file: rule.file };
  return rule.generated ? { generated: rule.generated } : { builtIn: rule.name };
};

const namedReference = (name: string): RuleReference =>
  /[/\\]|\.[cm]?[jt]s$/.test(name) ? { file: name } : { builtIn: name };

const readPromise = (text: string): DescentPromise => {
  const [name, value] = text.split(':');
  const amount = Number(value);
  switch (name) {
    case 'window':
      return { window: amount };
    case 'envelope':
      return { envelope: amount };
    case 'share':
      return { share: amount };
    case 'every-step':
    case 'in-expectation':
    case 'measured':
      return name;
    default:
      return 'small-step';
  }
};

/**
 * Runs one check on one case of a rule, for tests that keep a counterexample.
 *
 * @param rule a rule, a bare update function, or the name of a built-in rule
 * @param check id of the check
 * @param scenario the case, as a counterexample file holds it
 * @throws UnusableFileError where there is no such rule, check or loss
 */
export const replayCase = async (
  rule: LearningRule | LearningRule['update'] | string,
  check: string,
  scenario: Scenario,
): Promise<Observation> => {
  const options = anyOptions(scenario.seed);
  const session =
    typeof rule === 'string'
      ? await openSession({ rule: namedReference(rule), options }, () => {})
      : sessionOf(nameRule(rule, 'rule'), await builtInParts(), { options }, {});
  return observeCase(session.plan, plannedCheck(session.plan, check), scenario, () => {});
};
