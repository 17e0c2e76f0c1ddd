import fc from 'fast-check';
import { scenarios } from '../../../src/arbitrary/scenario.ts';
import { discover } from '../../../src/discover.ts';
import type { Check } from '../../../src/types/check.ts';
import type { Claim } from '../../../src/types/claim.ts';
import type { Loss, LossFamily } from '../../../src/types/loss.ts';
import type { NamedRule } from '../../../src/types/rule.ts';
import type { Scenario } from '../../../src/types/scenario.ts';
import type { Outcome } from '../../../src/types/verdict.ts';

/** A case of a claim about checks: which of them, on which rule, where. */
export interface CheckedCase {
  readonly check: Check;
  readonly rule: NamedRule;
  readonly scenario: Scenario;
}

const isFamily = (value: unknown): value is LossFamily =>
  typeof value === 'object' && value !== null && 'build' in value && 'draw' in value && 'facts' in value;

const families = (await discover(new URL('../../../src/losses/', import.meta.url))).filter(isFamily);

const familyOf = new Map(families.map((family) => [family.name, family]));

/** The loss of a case. */
export const lossOf = ({ loss }: Scenario): Loss => {
  const family = familyOf.get(loss.family);
  if (!family) throw new RangeError(`lossOf: the family must be built in, got family = ${loss.family}`);
  return family.build(loss.parameters);
};

/** Cases of one check on one rule, drawn as the engine draws them, in up to eight dimensions. */
export const casesOf = (check: Check, rule: NamedRule): fc.Arbitrary<CheckedCase> => {
  const demand = check.demand(rule);
  const wanted = rule.contract?.losses;
  const fitting = families.filter(({ name, facts }) => {
    const allowed = typeof wanted === 'function' ? wanted(facts) : (wanted?.includes(name) ?? true);
    return allowed && (demand.losses?.(facts) ?? true);
  });
  const maxStepSize = demand.promisedStepSize ? rule.contract?.maxStepSize : undefined;
  return scenarios({
    families: fitting,
    dimension: { min: 1, max: 8 },
    steps: demand.steps,
    start: demand.start ?? 'any',
    domain: rule.domain ?? 'all',
    hyperparameters: rule.hyperparameters ?? {},
    ...(maxStepSize && { maxStepSize }),
  }).map((scenario) => ({ check, rule, scenario }));
};

/** What the check of a case says of a rule there. */
export const observeCase = ({ check, scenario }: CheckedCase, rule: NamedRule): Outcome =>
  check.applies(rule)
    ? check.observe({ rule, loss: lossOf(scenario), scenario }, () => {})
    : { status: 'vacuous', margin: Number.NaN };

/**
 * The claim that a check spares every one of these correct rules; its mutants are wrong rules in their place, which
 * the same check must refute.
 */
export const checkClaim = (options: {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly check: Check;
  readonly spared: readonly NamedRule[];
  readonly refuted: readonly NamedRule[];
}): Claim<CheckedCase> => ({
  id: options.id,
  claim: options.claim,
  source: options.source,
  given: fc.oneof(...options.spared.map((rule) => casesOf(options.check, rule))),
  holds: (value) => observeCase(value, value.rule),
  mutants: Object.fromEntries(
    options.refuted.map((rule) => [rule.name, (value: CheckedCase) => observeCase(value, rule)]),
  ),
});
