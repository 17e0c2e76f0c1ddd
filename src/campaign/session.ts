import { dimensionStrataWithin } from '../arbitrary/coverage/strata.ts';
import { agreementCheck } from '../checks/agreement/agreementCheck.ts';
import { nearest, SubjectError } from '../errors.ts';
import { describePromise } from '../rules/declaration/promise.ts';
import { namesIn, open } from '../subject/catalog.ts';
import { openLossFile } from '../subject/lossFile.ts';
import type { OpenSubject } from '../subject/subject.ts';
import type { CheckDescription, LoadedFile, RuleDescription } from '../types/campaign.ts';
import type { NamedRule } from '../types/rule.ts';
import { type DimensionRange, usualDimension } from '../types/scenario.ts';
import { builtInParts } from './builtInParts.ts';
import { writesOutput } from './containment.ts';
import type { LoadRequest } from './executor.ts';
import { heartbeat } from './heartbeat.ts';
import { type Plan, type PlannedCheck, type PlanParts, planCampaign } from './plan.ts';

/** A rule with its plan, ready to answer whatever is asked about its cases. */
export interface Session {
  readonly plan: Plan;
  readonly description: RuleDescription;
  /** What the rule goes by: its own name, that of its file or class, and those of the rule that it is compared with. */
  readonly names: readonly string[];
  /** Ends what was started for it. */
  readonly close?: () => void;
}

/**
 * Loads what a request names and makes the plan.
 *
 * @param withinLoss called before and after each call into a user's loss
 * @throws SubjectError with one line for the user
 */
export const openSession = async (
  request: LoadRequest,
  withinLoss: (inside: boolean) => void,
): Promise<Session> => {
  const { lossFile, options, against } = request;
  const parts = await builtInParts();
  const opened: Pick<OpenSubject, 'close'>[] = [];
  const close = (): void => {
    for (const each of opened) each.close?.();
  };
  try {
    const subject = await open(request.rule);
    opened.push(subject);
    const reference = against && (await open(against));
    if (reference) opened.push(reference);
    const loss =
      lossFile === undefined
        ? undefined
        : await openLossFile(lossFile, options.dimension, withinLoss, request.python ?? request.rule.python);
    if (loss) opened.push(loss);
    const pulse = heartbeat();
    const agreement = reference ? [agreementCheck(pulse.watch(reference.rule), reference.stated)] : [];
    const dimension = options.dimension ?? loss?.family.dimensions;
    const session = sessionOf(
      subject.rule,
      {
        checks: [...parts.checks, ...agreement],
        families: loss ? [loss.family] : parts.families,
        ...(parts.suspicions && { suspicions: parts.suspicions }),
        heartbeat: pulse,
        ...(lossFile !== undefined && { lossFile }),
      },
      { options: { ...options, ...(dimension && { dimension }) } },
      [...subject.files, ...(reference?.files ?? []), ...(loss ? [loss.loaded] : [])],
    );
    const { versions, adapter, program } = subject;
    return {
      ...session,
      names: [
        ...session.names,
        ...namesIn(request.rule),
        ...(reference && against ? [reference.rule.name, ...namesIn(against)] : []),
      ],
      description: {
        ...session.description,
        ...(versions && { versions }),
        ...(adapter !== undefined && { adapter }),
        ...(program !== undefined && { program }),
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
};

/** The session of a rule that is at hand already. */
export const sessionOf = (
  rule: NamedRule,
  parts: PlanParts,
  { options }: Pick<LoadRequest, 'options'>,
  files: readonly LoadedFile[],
): Session => {
  refuseUnknownLosses(rule, parts);
  const plan = planCampaign(rule, parts, options);
  if (plan.checks.every(({ families }) => families.length === 0)) {
    throw new SubjectError({
      kind: 'unfit',
      path: rule.name,
      says: 'no loss is left for it: contract.losses admits none of those that are offered',
    });
  }
  const blind = plan.notApplicable.find(({ check }) => isPromised(parts, check));
  if (blind) {
    throw new SubjectError({
      kind: 'unfit',
      path: rule.name,
      says: `its promise cannot be checked: ${blind.check} ${blind.reason}; give another contract`,
    });
  }
  const traits = plan.rule.traits;
  const known = new Set(parts.checks.filter(({ kind }) => kind === 'trait').map(({ id }) => id));
  const unknown = traits.find((trait) => !known.has(trait));
  if (unknown !== undefined) {
    throw new SubjectError({
      kind: 'unfit',
      path: rule.name,
      says: `claims the trait "${unknown}"; ${nearest(unknown, [...known])}see "natgrad-check list checks"`,
    });
  }
  refuseUnknownSuspicions(rule, parts);
  const description: RuleDescription = {
    name: rule.name,
    ...(rule.source !== undefined && { source: rule.source }),
    promise: describePromise(plan.rule.contract.effective),
    claimedTraits: traits,
    ...(plan.rule.contract.expected && { expected: plan.rule.contract.expected }),
    checks: plan.checks.map((planned) => describeCheck(planned, plan.rule)),
    suspicions: plan.suspicions.map(({ check: { id, claim } }) => ({ id, claim })),
    notApplicable: plan.notApplicable,
    ...resolutionOf(plan.rule),
    reachable: reachableStrata(plan, options.dimension ?? usualDimension),
    files,
    ...(plan.rule.together && { together: true }),
  };
  return { plan, description, names: [rule.name] };
};

/** Whether a check is that of the promise: a rule whose promise nothing looks at would be verified by the rest alone. */
const isPromised = ({ checks }: PlanParts, id: string): boolean =>
  checks.some(
    (check) => check.id === id && check.layer === 'descent' && check.kind === 'required' && check.needs,
  );

/** Single precision and double resolve what a right rule does; the two halves may not. */
const resolutionOf = ({ precision }: NamedRule): Pick<RuleDescription, 'resolution'> =>
  precision === 'bfloat16' || precision === 'float16' ? { resolution: precision } : {};

/** @throws SubjectError where a contract names a loss that there is not */
const refuseUnknownLosses = (rule: NamedRule, { families }: PlanParts): void => {
  const named = rule.contract.losses;
  if (named === undefined || typeof named === 'function' || families.length < 2) return;
  const known = families.map(({ name }) => name);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new SubjectError({
      kind: 'unfit',
      path: rule.name,
      says: `its contract names the loss "${unknown}"; ${nearest(unknown, known)}see "natgrad-check list losses"`,
    });
  }
};

/** @throws SubjectError where a contract expects a suspicion that there is not */
const refuseUnknownSuspicions = (rule: NamedRule, { suspicions = [] }: PlanParts): void => {
  const known = [...suspicions.map(({ id }) => id), writesOutput];
  const unknown = rule.contract.expected?.find((id) => !known.includes(id));
  if (unknown === undefined || suspicions.length === 0) return;
  throw new SubjectError({
    kind: 'unfit',
    path: rule.name,
    says: `expects the suspicion "${unknown}"; ${nearest(unknown, known)}see "natgrad-check list suspicions"`,
  });
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
    ...(check.cases !== undefined && { settled: true }),
    ...(share !== undefined && { share }),
  };
};
