import { trajectoryRows } from '../checks/parts/trajectoryRows.ts';
import type { Observation } from '../types/check.ts';
import type { Counterexample, TrajectoryRow } from '../types/report.ts';
import type { DescentPromise, LearningRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { observeCase } from './batch.ts';
import { containedCheck } from './containment.ts';
import { largestDimension } from './dimension.ts';
import { nameRule } from './loadRule.ts';
import { buildLoss, builtInParts, type CampaignOptions, type Plan } from './plan.ts';
import type { RuleReference } from './protocol.ts';
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
 * Runs the minimal case of a stored counterexample again, in this process.
 *
 * @throws UnusableFileError where its rule cannot be loaded, or its check or loss is not known any more
 */
export const replayStored = async (counterexample: Counterexample): Promise<Replayed> => {
  const { rule, check, minimal, seed } = counterexample;
  const contract = rule.contract === undefined ? undefined : readPromise(rule.contract);
  const session = await openSession({
    rule: referenceOf(rule),
    options: { ...anyOptions(seed), ...(contract !== undefined && { contract }) },
    ...(rule.lossFile !== undefined && { lossFile: rule.lossFile }),
    ...(rule.against !== undefined && { against: namedReference(rule.against) }),
  });
  // A case that had to be contained names the check that was running.
  const id = check === containedCheck.id ? String(minimal.derived.check ?? '') : check;
  const { derived: _, ...scenario } = minimal;
  return replayOn(session.plan, id, scenario);
};

const replayOn = (plan: Plan, id: string, scenario: Scenario): Replayed => {
  const planned = plan.checks.find(({ check }) => check.id === id);
  if (!planned)
    throw new UnusableFileError(
      `replay: no check "${id}" applies to the rule ${plan.rule.name}; see "natgrad-check list checks"`,
    );
  const observation = observeCase(plan, planned, scenario, () => {});
  return {
    observation,
    rows: trajectoryRows({ rule: plan.rule, loss: buildLoss(scenario.loss, plan.families), scenario }),
  };
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
      ? await openSession({ rule: namedReference(rule), options })
      : sessionOf(nameRule(rule, 'rule'), await builtInParts(), { options }, {});
  return replayOn(session.plan, check, scenario).observation;
};
