import { type ScenarioSource, scenarioSource } from '../arbitrary/scenario/scenarioSource.ts';
import { steepSource } from '../arbitrary/scenario/steepSource.ts';
import { guarded as guardedCheck } from '../checks/outcome/decorate.ts';
import { isHalf } from '../linalg/precision.ts';
import { coversLoss } from '../rules/declaration/scope.ts';
import type { CampaignOptions } from '../types/campaign.ts';
import type { CaseDemand, Check } from '../types/check.ts';
import type { Loss, LossFamily } from '../types/loss.ts';
import type { NotApplicable } from '../types/report.ts';
import type { NamedRule } from '../types/rule.ts';
import { type Scenario, usualDimension } from '../types/scenario.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { type Heartbeat, heartbeat } from './heartbeat.ts';
import { lacking } from './lacking.ts';
import { type SharedCases, sharedCases } from './sharedCases.ts';

/** A check with the generator of its cases. */
export interface PlannedCheck {
  readonly check: Check;
  /** Whether its refutation falsifies the rule. */
  readonly required: boolean;
  readonly runs: number;
  readonly families: readonly LossFamily[];
  /** Undefined where no loss fits: the check is vacuous. */
  readonly cases?: ScenarioSource;
  /** Of one case in twenty: on linear losses, and on any, in turn. */
  readonly long?: readonly ScenarioSource[];
  /** Of one case in twenty: on linear losses whose slopes have squares out of range. */
  readonly steep?: ScenarioSource;
  /** Its cases, where they are not drawn from the seed of the campaign. */
  readonly draw?: (index: number) => Scenario;
}

/** A rule, and what will be asserted of it. */
export interface Plan {
  readonly rule: NamedRule;
  readonly seed: number;
  readonly checks: readonly PlannedCheck[];
  /** What may be suspected of it: as checks that are not run with the others. */
  readonly suspicions: readonly PlannedCheck[];
  /** Checks that apply to the rule and cannot look at it. */
  readonly notApplicable: readonly NotApplicable[];
  /** Every family that a stored case may name. */
  readonly families: ReadonlyMap<string, LossFamily>;
  /** The file of the user's loss, where they are not the built-in ones. */
  readonly lossFile?: string;
  /** Cases that checks share, and the runs that are known of them. */
  readonly shared: SharedCases;
  /** Cases that are open at once, of a rule that can be asked about several. */
  readonly lockstep: number;
  /** The pulse of the rule, and of a reference that the checks may run. */
  readonly heartbeat: Heartbeat;
}

/** Cases that are open at once: torch is at its warm speed from eight calls in one write on, and more gain little. */
const usualLockstep = 16;

/** One check of a plan, the suspicions after all others. @throws RangeError where there is none of this index */
export const plannedAt = ({ checks, suspicions }: Plan, check: number): PlannedCheck => {
  const planned = checks[check] ?? suspicions[check - checks.length];
  if (!planned) throw new RangeError(`plannedAt: the check must be in the plan, got check = ${check}`);
  return planned;
};

/** What a plan is made of besides the rule and the options. */
export interface PlanParts {
  readonly checks: readonly Check[];
  readonly families: readonly LossFamily[];
  /** None by default. */
  readonly suspicions?: readonly Suspicion[];
  /** The file of the user's loss, where they are not the built-in ones. */
  readonly lossFile?: string;
  /** The heartbeat that watches a reference which the checks run, where one does. */
  readonly heartbeat?: Heartbeat;
}

/**
 * Which checks apply to a rule, on which losses, on how many cases. Deterministic in its arguments: every worker and
 * every shard makes the same plan.
 */
export const planCampaign = (given: NamedRule, parts: PlanParts, options: CampaignOptions): Plan => {
  const pulse = parts.heartbeat ?? heartbeat();
  const rule: NamedRule = pulse.watch(
    options.contract === undefined
      ? given
      : { ...given, contract: { ...given.contract, effective: options.contract } },
  );
  const named = options.losses ?? namedBy(rule);
  const offered = parts.families.filter(
    ({ name, facts, onlyNamed }) =>
      (named?.includes(name) ?? !onlyNamed) && coversLoss(rule, { name, facts }),
  );
  const considered = parts.checks
    .filter((check) => check.applies(rule))
    .map((check) => ({ check, reason: lacking(check, rule) ?? check.notApplicable?.(rule) }));
  const applying = considered.flatMap(({ check, reason }) => (reason === undefined ? [check] : []));
  const longest = Math.max(...applying.map((check) => check.demand(rule).steps.max));
  const checks = applying.map((check) => planCheck(check, { rule, offered, longest }, options));
  const usual = parts.families.filter(({ onlyNamed }) => !onlyNamed);
  const suspicions = (parts.suspicions ?? []).map((suspicion) => {
    const planned = planCheck(checkOf(suspicion), { rule, offered, longest: 1 }, options);
    return { ...planned, runs: 0, draw: drawnBy(suspicion, rule, usual) };
  });
  return {
    rule,
    seed: options.seed,
    checks,
    suspicions,
    notApplicable: considered.flatMap(({ check, reason }) => notLookedAt(check, rule, reason)),
    families: new Map(parts.families.map((family) => [family.name, family])),
    shared: sharedCases(),
    lockstep: usualLockstep,
    heartbeat: pulse,
    ...(parts.lossFile !== undefined && { lossFile: parts.lossFile }),
  };
};

/** The losses that a contract names. */
const namedBy = ({ contract: { losses } }: NamedRule): readonly string[] | undefined =>
  typeof losses === 'function' ? undefined : losses;

/** A suspicion as a check whose refutation falsifies nothing. */
const checkOf = ({ id, statement, source, losses, observe }: Suspicion): Check =>
  guardedCheck({
    id,
    layer: 'laws',
    claim: statement,
    source,
    kind: 'trait',
    applies: () => true,
    demand: () => ({ steps: { min: 1, max: mostSteps }, losses }),
    // biome-ignore lint/correctness/useYield: it makes its runs itself
    *observe(setting) {
      return observe(setting);
    },
  });

/** Steps of the longest case of a suspicion. */
const mostSteps = 2000;

/** @throws RangeError where no loss fits */
const drawnBy =
  (suspicion: Suspicion, rule: NamedRule, families: readonly LossFamily[]) =>
  (index: number): Scenario => {
    const scenario = suspicion.draw(rule, index, families);
    if (!scenario) throw new RangeError(`draw: some loss must fit the suspicion, got id = ${suspicion.id}`);
    return scenario;
  };

/** What is not looked at of a rule: the check for a reason, or a part of it. */
const notLookedAt = (check: Check, rule: NamedRule, reason: string | undefined): readonly NotApplicable[] => {
  if (reason !== undefined) return [{ check: check.id, reason }];
  const left = check.partly?.(rule);
  return left ? [{ check: `${check.id} ${left.part}`, reason: left.reason }] : [];
};

interface PlanContext {
  readonly rule: NamedRule;
  /** The losses that the options and the contract leave. */
  readonly offered: readonly LossFamily[];
  /** Steps of the longest run that any check of the rule wants. */
  readonly longest: number;
}

const planCheck = (
  check: Check,
  { rule, offered, longest }: PlanContext,
  options: CampaignOptions,
): PlannedCheck => {
  const demand = check.demand(rule);
  const dimension = options.dimension ?? usualDimension;
  const { min, max } = dimension;
  const families = offered.filter(
    ({ facts, dimensions }) =>
      (demand.losses?.(facts) ?? true) && dimensions.min <= max && dimensions.max >= min,
  );
  const claimed = check.kind === 'required' || rule.traits.includes(check.id);
  const planned = {
    check,
    required: claimed,
    runs: Math.min(claimed ? options.runs : Math.ceil(options.runs / 5), check.cases ?? options.runs),
    families,
  };
  if (families.length === 0) return planned;
  const sourceOf = (of: readonly LossFamily[], steps: CaseDemand['steps']): ScenarioSource =>
    scenarioSource({
      families: of,
      dimension,
      steps,
      start: demand.start ?? 'any',
      domain: rule.domain,
      hyperparameters: demand.hyperparameters ?? rule.hyperparameters,
      ...(rule.precision !== 'float64' && {
        storage: { precision: rule.precision, arithmetic: rule.arithmetic },
      }),
      ...(demand.promisedStepSize &&
        rule.contract.maxStepSize && { maxStepSize: guarded(rule.contract.maxStepSize) }),
    });
  const cases = sourceOf(families, stepsOf(check, demand, longest, options.steps));
  const linear = families.filter(({ facts }) => facts.degree === 1 && facts.smooth);
  const [first] = linear;
  const steep =
    demand.steep && first && !isHalf(rule.precision)
      ? steepSource(sourceOf([first], fewSteps), first, rule.precision)
      : undefined;
  const usual = { ...planned, cases, ...(steep && { steep }) };
  const { long } = demand;
  if (!long || (options.steps ?? long.max) < long.max) return usual;
  return {
    ...usual,
    long: [linear.length > 0 ? linear : families, families].map((some) => sourceOf(some, long)),
  };
};

/** Steps on a loss that is so steep: the first one often leaves the numbers there are. */
const fewSteps = { min: 1, max: 4 } as const;

/**
 * How long the runs of a check are. Those of form are as long as any check's, since every other check excuses a run
 * that a fault of form ends; those of form and descent get longer where the user asks for it, while laws compare runs
 * whose rounding errors pile up.
 */
const stepsOf = (
  { layer }: Check,
  { steps: { min, max }, capped }: CaseDemand,
  longest: number,
  asked: number | undefined,
): CaseDemand['steps'] => {
  const own = layer === 'form' ? Math.max(max, longest) : max;
  if (asked === undefined) return { min, max: own };
  const lengthens = (layer === 'form' || layer === 'descent') && !capped;
  const most = lengthens ? asked : Math.min(asked, own);
  return { min: Math.min(min, most), max: most };
};

/** The user's function may throw or return anything; a check of form says so, and generation goes on without it. */
const guarded =
  (maxStepSize: (loss: Loss) => number) =>
  (loss: Loss): number => {
    try {
      const most: unknown = maxStepSize(loss);
      return typeof most === 'number' && most > 0 ? most : Number.POSITIVE_INFINITY;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  };
