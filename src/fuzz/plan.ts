import { type ScenarioSource, scenarioSource } from '../arbitrary/scenario.ts';
import { loadChecks } from '../checks/catalog.ts';
import { discover } from '../discover.ts';
import type { CaseDemand, Check } from '../types/check.ts';
import type { Loss, LossFacts, LossFamily, LossReference } from '../types/loss.ts';
import type { DescentPromise, NamedRule } from '../types/rule.ts';
import { type DimensionRange, usualDimension } from './dimension.ts';
import { errorText } from './errorText.ts';
import { shown, UnusableFileError } from './unusable.ts';

/** Everything that a campaign depends on, besides the rule; plain values but for what a person's file exports. */
export interface CampaignOptions {
  readonly seed: number;
  /** Cases of each required check and claimed trait; an unclaimed trait is measured on a fifth of them. */
  readonly runs: number;
  /** 1..64, where it is left out. */
  readonly dimension?: DimensionRange;
  /** Greatest number of steps of a case, where it is not the check's own; laws take fewer, never more. */
  readonly steps?: number;
  readonly contract?: DescentPromise;
  /** Names of loss families; all that fit, where it is left out. */
  readonly losses?: readonly string[];
}

/** A check with the generator of its cases. */
export interface PlannedCheck {
  readonly check: Check;
  /** Whether its refutation falsifies the rule. */
  readonly required: boolean;
  readonly runs: number;
  readonly families: readonly LossFamily[];
  /** Undefined where no loss fits: the check is vacuous. */
  readonly cases?: ScenarioSource;
}

/** A rule, and what will be asserted of it. */
export interface Plan {
  readonly rule: NamedRule;
  readonly seed: number;
  readonly checks: readonly PlannedCheck[];
  /** Every family that a stored case may name. */
  readonly families: ReadonlyMap<string, LossFamily>;
  /** The file of a person's losses, where they are not the built-in ones. */
  readonly lossFile?: string;
}

/** What a plan is made of besides the rule and the options. */
export interface PlanParts {
  readonly checks: readonly Check[];
  readonly families: readonly LossFamily[];
  /** The file of a person's losses, where they are not the built-in ones. */
  readonly lossFile?: string;
}

const isFamily = (value: unknown): value is LossFamily =>
  typeof value === 'object' && value !== null && 'build' in value && 'draw' in value && 'facts' in value;

/** Every loss family of losses/, simplest first. */
export const loadFamilies = async (): Promise<readonly LossFamily[]> =>
  (await discover(new URL('../losses/', import.meta.url)))
    .filter(isFamily)
    .sort((a, b) => a.complexity - b.complexity);

/** The built-in checks and losses. */
export const builtInParts = async (): Promise<PlanParts> => ({
  checks: await loadChecks(),
  families: await loadFamilies(),
});

/**
 * Which checks apply to a rule, on which losses, on how many cases. Deterministic in its arguments: every worker and
 * every shard makes the same plan.
 */
export const planCampaign = (given: NamedRule, parts: PlanParts, options: CampaignOptions): Plan => {
  const rule: NamedRule =
    options.contract === undefined
      ? given
      : { ...given, contract: { ...given.contract, effective: options.contract } };
  const offered = parts.families.filter(
    ({ name, facts }) => (options.losses?.includes(name) ?? true) && promisedOn(rule, name, facts),
  );
  const applying = parts.checks.filter((check) => check.applies(rule));
  const longest = Math.max(...applying.map((check) => check.demand(rule).steps.max));
  const checks = applying.map((check) => planCheck(check, { rule, offered, longest }, options));
  return {
    rule,
    seed: options.seed,
    checks,
    families: new Map(parts.families.map((family) => [family.name, family])),
    ...(parts.lossFile !== undefined && { lossFile: parts.lossFile }),
  };
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
  const claimed = check.kind === 'required' || (rule.traits?.includes(check.id) ?? false);
  const planned = {
    check,
    required: claimed,
    runs: claimed ? options.runs : Math.ceil(options.runs / 5),
    families,
  };
  if (families.length === 0) return planned;
  const cases = scenarioSource({
    families,
    dimension,
    steps: stepsOf(check, demand, longest, options.steps),
    start: demand.start ?? 'any',
    domain: rule.domain ?? 'all',
    hyperparameters: demand.hyperparameters ?? rule.hyperparameters ?? {},
    ...(demand.promisedStepSize &&
      rule.contract?.maxStepSize && { maxStepSize: guarded(rule.contract.maxStepSize) }),
  });
  return { ...planned, cases };
};

/**
 * How long the runs of a check are. Those of form are as long as any check's, since every other check excuses a run
 * that a fault of form ends; those of form and descent get longer where a person asks for it, while laws compare runs
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

/** A person's function may throw or return anything; a check of form says so, and generation goes on without it. */
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

/** Whether the contract of a rule covers the losses of a family. @throws UnusableFileError where it throws */
export const promisedOn = (rule: NamedRule, name: string, facts: LossFacts): boolean => {
  const losses = rule.contract?.losses;
  if (losses === undefined) return true;
  if (typeof losses !== 'function') return losses.includes(name);
  try {
    return losses(facts);
  } catch (error) {
    throw new UnusableFileError(
      `${shown(rule.name)}: contract.losses throws "${errorText(error)}"; mend it`,
      {
        cause: error,
      },
    );
  }
};

/**
 * The loss that a stored or generated case names.
 *
 * @throws UnusableFileError where there is no such family, or its parameters make no loss: a case that somebody edited,
 * or that was found on another file's loss
 */
export const buildLoss = (reference: LossReference, families: ReadonlyMap<string, LossFamily>): Loss => {
  const family = families.get(reference.family);
  if (!family)
    throw new UnusableFileError(`the case needs a loss that is not here: family = ${reference.family}`);
  try {
    return family.build(reference.parameters);
  } catch (error) {
    throw new UnusableFileError(
      `the case has parameters that make no loss ${reference.family}: ${errorText(error)}`,
      {
        cause: error,
      },
    );
  }
};
