import { buildLoss } from '../catalog/losses.ts';
import { besideReference } from '../checks/run/besideReference.ts';
import { likelyCause } from '../checks/run/likelyCause.ts';
import { isPlainRun, shownParameters } from '../checks/run/plainRun.ts';
import { shownPart } from '../checks/run/shownPart.ts';
import { trajectoryRows } from '../checks/run/trajectoryRows.ts';
import { runAtOnce } from '../dynamics/running.ts';
import type { ObservedCase, ShrunkFailure } from '../types/campaign.ts';
import type { Check, Observation, StoredCase } from '../types/check.ts';
import type { Loss } from '../types/loss.ts';
import type { Scenario, Setting } from '../types/scenario.ts';
import { type AnnounceCall, generateCase, observeCase } from './cases.ts';
import type { FinishRequest } from './executor.ts';
import { auditLoss } from './lossAudit.ts';
import { lossPicture } from './lossPicture.ts';
import { type Plan, type PlannedCheck, plannedAt } from './plan.ts';
import { pythonCase } from './pythonCase.ts';
import { judgedPart } from './refutation.ts';
import { irrelevantParts, shrinkCase } from './shrink.ts';

/** Shrinks a failure and derives everything that is stored of it. */
export const findingOf = (
  plan: Plan,
  { check, failure, budget, cut }: FinishRequest,
  announce: AnnounceCall,
): ShrunkFailure => {
  const planned = plannedAt(plan, check);
  let evaluations = 0;
  plan.heartbeat.before = (step) => announce(check, evaluations, step);
  const observe = (scenario: Scenario): Observation => {
    evaluations++;
    return observeCase(plan, planned, scenario);
  };
  const minimal = planned.cases
    ? shrinkCase(planned.cases, failure.original, observe, budget)
    : failure.original;
  for (const { scenario } of [minimal, failure.worst]) auditLoss(plan, planned, scenario);
  const loss = buildLoss(minimal.scenario.loss, plan.families);
  const setting = { rule: plan.rule, loss, scenario: minimal.scenario };
  // Where one more call may never return, only what is known is stored.
  const callable = !cut || evaluations < budget;
  const trajectory = callable
    ? besideReference(planned.check, setting, runAtOnce(trajectoryRows(setting, minimal.observation.derived)))
    : [];
  const python =
    callable && planned.required
      ? pythonCase({
          check: planned.check,
          setting,
          observation: minimal.observation,
          cause: failure.cause,
          trajectory,
        })
      : undefined;
  const hint =
    callable && planned.required && failsNearlyAlways(plan, planned, observe)
      ? runAtOnce(likelyCause(planned.check, setting))
      : undefined;
  return {
    cause: failure.cause,
    index: failure.original.index,
    sentence: [minimal.observation.sentence!, ...tellingPart(planned.check, minimal, failure.worst)].join(
      '; ',
    ),
    margin: minimal.observation.margin,
    minimal: storedCase(minimal, loss),
    worst: storedCase(failure.worst, buildLoss(failure.worst.scenario.loss, plan.families)),
    original: storedCase(failure.original, buildLoss(failure.original.scenario.loss, plan.families)),
    irrelevant: callable ? irrelevantParts(minimal.scenario, failure.cause, observe) : [],
    trajectory,
    ...(hint !== undefined && { hint }),
    ...(planned.required && alonePart(plan, planned.check, failure.cause, { setting, minimal, callable })),
    ...(python && { python }),
    ...judgedPart(minimal.observation),
    picture: lossPicture(plan.families.get(minimal.scenario.loss.family), minimal.scenario.loss, {
      loss,
      // Laws that are not claimed are told in a line each.
      rows: planned.required || planned.check.kind === 'required' ? trajectory : [],
    }),
    ...(callable && shownPart(setting, minimal.observation.derived)),
  };
};

/** What a program needs that reproduces a case alone, where both the check and the loss can be written out. */
const alonePart = (
  { families, rule }: Plan,
  check: Check,
  cause: string,
  {
    setting,
    minimal: { scenario, observation },
    callable,
  }: {
    readonly setting: Setting;
    readonly minimal: Pick<ObservedCase, 'scenario' | 'observation'>;
    readonly callable: boolean;
  },
): Pick<ShrunkFailure, 'alone'> => {
  const { family, parameters } = scenario.loss;
  const assertion = check.assertion?.(cause, scenario, { rule, derived: observation.derived ?? {} });
  const loss = families.get(family)?.javascript?.(parameters);
  if (!assertion || loss === undefined) return {};
  // A program that stands alone rounds nothing to another precision.
  if (rule.precision !== 'float64') return {};
  if (callable && !runAtOnce(isPlainRun(setting))) return {};
  return { alone: { loss, parameters: shownParameters(setting), assertion } };
};

/** What the worst case shows beside the smallest. */
const tellingPart = (
  check: Check,
  minimal: Pick<ObservedCase, 'observation'>,
  worst: Pick<ObservedCase, 'observation'>,
): readonly string[] => {
  const said = check.telling?.(minimal.observation.derived ?? {}, worst.observation.derived ?? {});
  return said === undefined ? [] : [said];
};

/** Cases that are tried, and how many of those decided have to fail, before one mistake is taken to explain them. */
const triedCases = 20;
const nearlyAll = 0.8;

/** A slip such as the wrong sign breaks nearly every case; where few fail, what fixes one of them explains nothing. */
const failsNearlyAlways = (
  plan: Plan,
  planned: PlannedCheck,
  observe: (scenario: Scenario) => Observation,
): boolean => {
  const outcomes = Array.from(
    { length: triedCases },
    (_, index) => observe(generateCase(plan, planned, index)).status,
  );
  const refuted = outcomes.filter((status) => status === 'refuted').length;
  const decided = refuted + outcomes.filter((status) => status === 'holds').length;
  return refuted >= nearlyAll * decided;
};

const storedCase = (
  { scenario, observation }: Pick<ObservedCase, 'scenario' | 'observation'>,
  loss: Loss,
): StoredCase => ({
  ...scenario,
  derived: {
    dimension: loss.dimension,
    ...(loss.smoothness !== undefined && { smoothness: loss.smoothness }),
    margin: observation.margin,
    ...observation.derived,
  },
});
