import { generatedRule } from '../arbitrary/rule.ts';
import { dimensionStrataWithin } from '../arbitrary/strata.ts';
import { agreementCheck } from '../checks/agreement/agreementCheck.ts';
import { likelyCause } from '../checks/parts/likelyCause.ts';
import { trajectoryRows } from '../checks/parts/trajectoryRows.ts';
import { familyFault } from '../losses/parts/familyFault.ts';
import { familyFromUserLoss } from '../losses/parts/fromUser.ts';
import { configuredRule, readSpecification } from '../rules/parts/load.ts';
import type { Check, Observation, StoredCase } from '../types/check.ts';
import type { Loss, LossFamily } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { accuseLoss, tellingOfLoss } from './accuseLoss.ts';
import {
  type AnnounceCall,
  type BatchListener,
  generateCase,
  type ObservedCase,
  observeCase,
  runBatch,
} from './batch.ts';
import { type DimensionRange, largestDimension, usualDimension } from './dimension.ts';
import { indicesOf } from './jobs.ts';
import { loadRule } from './loadRule.ts';
import { nearest } from './nearest.ts';
import {
  buildLoss,
  builtInParts,
  type Plan,
  type PlannedCheck,
  type PlanParts,
  planCampaign,
} from './plan.ts';
import { describePromise, promiseOf } from './promise.ts';
import type {
  CheckDescription,
  Finding,
  FinishRequest,
  LoadRequest,
  RuleDescription,
  RuleReference,
  Slice,
} from './protocol.ts';
import { irrelevantParts, shrinkCase } from './shrink.ts';
import { shown, UnusableFileError } from './unusable.ts';
import { loadUserModule } from './userModule.ts';

/** A rule with its plan, ready to answer whatever is asked about its cases. */
export interface Session {
  readonly plan: Plan;
  readonly description: RuleDescription;
}

/**
 * Loads what a request names and makes the plan.
 *
 * @param withinLoss told before and after each call into a person's loss
 * @throws UnusableFileError with one line for the person
 */
export const openSession = async (
  request: LoadRequest,
  withinLoss: (inside: boolean) => void,
): Promise<Session> => {
  const parts = await builtInParts();
  const { rule, ...origin } = await resolveRule(request.rule);
  const { lossFile, options, against } = request;
  const agreement = against ? [await agreementWith(against)] : [];
  const families =
    lossFile === undefined ? parts.families : [await userFamily(lossFile, options.dimension, withinLoss)];
  const dimension = options.dimension ?? (lossFile === undefined ? undefined : families[0]?.dimensions);
  return sessionOf(
    rule,
    { checks: [...parts.checks, ...agreement], families, ...(lossFile !== undefined && { lossFile }) },
    { options: { ...options, ...(dimension && { dimension }) } },
    origin,
  );
};

/** Agreement with a rule, at the values that a person typed beside its name. */
const agreementWith = async (against: RuleReference): Promise<Check> => {
  if (!('builtIn' in against)) return agreementCheck((await resolveRule(against)).rule);
  const { rule, typed } = await readSpecification(against.builtIn);
  return agreementCheck(rule, typed);
};

/** The session of a rule that is at hand already. */
export const sessionOf = (
  rule: NamedRule,
  parts: PlanParts,
  { options }: Pick<LoadRequest, 'options'>,
  origin: Pick<RuleDescription, 'text' | 'digest'>,
): Session => {
  refuseUnknownLosses(rule, parts);
  const plan = planCampaign(rule, parts, options);
  if (plan.checks.every(({ families }) => families.length === 0)) {
    throw new UnusableFileError(
      `${shown(rule.name)}: no loss is left for it: contract.losses admits none of those that are offered`,
    );
  }
  const traits = plan.rule.traits ?? [];
  const known = new Set(parts.checks.filter(({ kind }) => kind === 'trait').map(({ id }) => id));
  const unknown = traits.find((trait) => !known.has(trait));
  if (unknown !== undefined) {
    throw new UnusableFileError(
      `${shown(rule.name)}: claims the trait "${unknown}"; ${nearest(unknown, [...known])}see "natgrad-check list checks"`,
    );
  }
  const description: RuleDescription = {
    name: rule.name,
    ...(rule.source !== undefined && { source: rule.source }),
    promise: describePromise(promiseOf(plan.rule)),
    claimedTraits: traits,
    checks: plan.checks.map((planned) => describeCheck(planned, plan.rule)),
    reachable: reachableStrata(plan, options.dimension ?? usualDimension),
    ...origin,
  };
  return { plan, description };
};

/** @throws UnusableFileError where a contract names a loss that there is not */
const refuseUnknownLosses = (rule: NamedRule, { families }: PlanParts): void => {
  const named = rule.contract?.losses;
  if (named === undefined || typeof named === 'function' || families.length < 2) return;
  const known = families.map(({ name }) => name);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UnusableFileError(
      `${shown(rule.name)}: its contract names the loss "${unknown}"; ${nearest(unknown, known)}see "natgrad-check list losses"`,
    );
  }
};

const reachableStrata = (plan: Plan, wanted: DimensionRange): readonly string[] => {
  const families = plan.checks.flatMap((planned) => planned.families);
  return dimensionStrataWithin(wanted)
    .filter(({ min, max }) =>
      families.some(({ dimensions }) => dimensions.min <= min && dimensions.max >= max),
    )
    .map(({ label }) => label);
};

const describeCheck = ({ check, required, runs, cases }: PlannedCheck, rule: NamedRule): CheckDescription => {
  const share = check.share?.(rule);
  return {
    id: check.id,
    layer: check.layer,
    claim: check.claim,
    required,
    trait: check.kind === 'trait',
    runs: cases ? runs : 0,
    ...(share !== undefined && { share }),
  };
};

const resolveRule = async (
  reference: RuleReference,
): Promise<{ readonly rule: NamedRule } & Pick<RuleDescription, 'text' | 'digest'>> => {
  if ('file' in reference) return loadRule(reference.file);
  if ('builtIn' in reference) return { rule: await configuredRule(reference.builtIn) };
  return { rule: generatedRule(reference.generated.seed, reference.generated.index) };
};

/** The family of a person's loss. @throws UnusableFileError where it is no loss, or contradicts itself */
const userFamily = async (
  file: string,
  wanted: DimensionRange | undefined,
  withinLoss: (inside: boolean) => void,
): Promise<LossFamily> => {
  const { exported, hasDefault } = await loadUserModule(file);
  if (!hasDefault) {
    throw new UnusableFileError(
      `${shown(file)}: has no default export; export a loss { name, dimension, value, gradient }`,
    );
  }
  const family = familyFromUserLoss(exported, file, withinLoss);
  if ('fault' in family) throw new UnusableFileError(family.fault);
  const { min, max } = family.dimensions;
  if (min > largestDimension) {
    throw new UnusableFileError(
      `${shown(file)}: the loss has ${min.toLocaleString('en')} dimensions, a run holds at most ${largestDimension.toLocaleString('en')}; give a smaller one`,
    );
  }
  if (wanted && (wanted.max < min || wanted.min > max)) {
    throw new UnusableFileError(
      `${shown(file)}: the loss has dimension ${min === max ? min : `${min}..${max}`}, none of ${wanted.min}..${wanted.max}; leave --dimension out`,
    );
  }
  const fault = familyFault(family, {
    min: Math.max(min, wanted?.min ?? min),
    max: Math.min(max, wanted?.max ?? max),
  });
  if (fault !== undefined) throw new UnusableFileError(`${shown(file)}: the loss ${fault}`);
  return family;
};

const plannedAt = (plan: Plan, check: number): PlannedCheck => {
  const planned = plan.checks[check];
  if (!planned) throw new RangeError(`session: the check must be in the plan, got check = ${check}`);
  return planned;
};

/** Runs the cases of a slice, but for those to be skipped. */
export const sessionBatch = (
  { plan }: Session,
  { check, slice, skip }: { readonly check: number; readonly slice: Slice; readonly skip: readonly number[] },
  listener: BatchListener,
) => tellingOfLoss(plan, () => runBatch(plan, check, indicesOf(slice, skip), listener));

/** What a check of the session says of one case, wherever the case came from. */
export const sessionObserve = (
  { plan }: Session,
  { check, scenario }: { readonly check: number; readonly scenario: Scenario },
  announce: AnnounceCall,
): Observation =>
  tellingOfLoss(plan, () => {
    const planned = plannedAt(plan, check);
    const step = (at: number): void => announce(check, 0, at);
    const observation = observeCase(plan, planned, scenario, step);
    if (observation.status === 'refuted') accuseLoss(plan, planned, scenario, step);
    return observation;
  });

export const sessionGenerate = (
  { plan }: Session,
  { check, index }: { readonly check: number; readonly index: number },
) => tellingOfLoss(plan, () => generateCase(plan, plannedAt(plan, check), index));

/** The first few simpler cases, in the generator's order. */
export const sessionSimpler = (
  { plan }: Session,
  { check, scenario, count }: { readonly check: number; readonly scenario: Scenario; readonly count: number },
): readonly Scenario[] =>
  tellingOfLoss(plan, () => {
    const stream = plannedAt(plan, check).cases?.arbitrary.shrink(scenario, undefined);
    return stream ? [...stream.take(count)].map(({ value }) => value) : [];
  });

/** Shrinks a failure and derives everything that is stored of it. */
export const sessionFinish = ({ plan }: Session, request: FinishRequest, announce: AnnounceCall): Finding =>
  tellingOfLoss(plan, () => finished(plan, request, announce));

const finished = (
  plan: Plan,
  { check, failure, budget, cut }: FinishRequest,
  announce: AnnounceCall,
): Finding => {
  const planned = plannedAt(plan, check);
  let evaluations = 0;
  const observe = (scenario: Scenario): Observation => {
    evaluations++;
    return observeCase(plan, planned, scenario, (step) => announce(check, evaluations, step));
  };
  const minimal = planned.cases
    ? shrinkCase(planned.cases.arbitrary, failure.original, observe, budget)
    : failure.original;
  for (const { scenario } of [minimal, failure.worst]) {
    accuseLoss(plan, planned, scenario, (step) => announce(check, evaluations, step));
  }
  const loss = buildLoss(minimal.scenario.loss, plan.families);
  const setting = { rule: plan.rule, loss, scenario: minimal.scenario };
  // Where one more call may never return, only what is known is stored.
  const callable = !cut || evaluations < budget;
  const hint =
    callable && planned.required && failsNearlyAlways(plan, planned, observe)
      ? likelyCause(planned.check, setting)
      : undefined;
  return {
    cause: failure.cause,
    index: failure.original.index,
    sentence: minimal.observation.sentence!,
    margin: minimal.observation.margin,
    minimal: storedCase(minimal, loss),
    worst: storedCase(failure.worst, buildLoss(failure.worst.scenario.loss, plan.families)),
    original: storedCase(failure.original, buildLoss(failure.original.scenario.loss, plan.families)),
    irrelevant: callable ? irrelevantParts(minimal.scenario, failure.cause, observe) : [],
    trajectory: callable ? trajectoryRows(setting, minimal.observation.derived) : [],
    ...(hint !== undefined && { hint }),
  };
};

/** Cases that are tried, and how many of those decided have to fail, before one mistake is taken to explain them. */
const triedCases = 20;
const nearlyAll = 0.8;

/** A slip such as the wrong sign breaks nearly every case; where few fail, what mends one of them explains nothing. */
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
