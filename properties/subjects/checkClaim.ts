import fc from 'fast-check';
import { directArbitrary } from '../../src/arbitrary/shrink/direct.ts';
import { planCampaign } from '../../src/campaign/plan.ts';
import { buildLoss, loadFamilies } from '../../src/catalog/losses.ts';
import { vacuous } from '../../src/checks/outcome/outcome.ts';
import { runAtOnce } from '../../src/dynamics/running.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { Check } from '../../src/types/check.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { DeclaredRule, NamedRule } from '../../src/types/rule.ts';
import type { Scenario } from '../../src/types/scenario.ts';
import type { Outcome } from '../../src/types/verdict.ts';

/** A case of a claim about checks: which of them, on which rule, where. */
export interface CheckedCase {
  readonly check: Check;
  readonly rule: NamedRule;
  readonly scenario: Scenario;
}

const families = await loadFamilies();

const familyOf = new Map(families.map((family) => [family.name, family]));

/** The loss of a case. */
export const lossOf = ({ loss }: Scenario): Loss => buildLoss(loss, familyOf);

/** Cases of one check on one rule, drawn as a campaign draws them, in up to eight dimensions. */
export const casesOf = (check: Check, declared: DeclaredRule): fc.Arbitrary<CheckedCase> => {
  const rule = completeRule(declared);
  const options = { seed: 0, runs: 1, dimension: { min: 1, max: 8 } };
  const cases = planCampaign(rule, { checks: [check], families }, options).checks[0]?.cases;
  if (!cases) {
    throw new RangeError(`casesOf: the check must apply to the rule, got ${check.id} and ${rule.name}`);
  }
  return directArbitrary(cases).map((scenario) => ({ check, rule, scenario }));
};

/** What the check of a case says of a rule there. */
export const observeCase = ({ check, scenario }: CheckedCase, declared: DeclaredRule): Outcome => {
  const rule = completeRule(declared);
  return check.applies(rule)
    ? runAtOnce(check.observe({ rule, loss: lossOf(scenario), scenario }))
    : vacuous();
};

/**
 * The claim that a check spares every one of these correct rules; its mutants are wrong rules in their place, which
 * the same check must refute.
 */
export const checkClaim = (options: {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly check: Check;
  readonly spared: readonly DeclaredRule[];
  readonly refuted: readonly DeclaredRule[];
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
